# SPDX-License-Identifier: EUPL-1.2
"""The files of an export: which columns they have, and the statements that give their rows.

Every statement reads the state at a position of the ledger: acts of the campaign that were recorded
after it are left out, except that a text withdrawn since is never written.
"""

from backend.insight.engagement.rows import DAY_COLUMNS
from backend.participation.discussion.selectors import COMMENT_KINDS
from backend.participation.moderation.grounds import CODES
from backend.participation.supports.selectors import SUPPORT_KINDS
from backend.records.exports.fields import Field, Table, field
from backend.records.exports.pseudonyms import AUTHORS, SUPPORTERS

PSEUDONYM = "[0-9a-f]{16}"
_UPTO = "campaign_id = %(campaign)s AND position <= %(position)s"
_LATER = "later.campaign_id = %(campaign)s AND (later.position IS NULL OR later.position > %(position)s)"
_SUPPORTS, _COMMENTS = (", ".join(f"'{kind}'" for kind in kinds) for kinds in (SUPPORT_KINDS, COMMENT_KINDS))

VERIFIED = field(
    "verified",
    "boolean",
    "Oliko tekijä kirjautunut tai tunnistautunut; epätosi tarkoittaa pelkkää selainta, tyhjä tuotua",
    "Om personen hade loggat in eller identifierat sig; falskt betyder bara en webbläsare, tomt importerat",
    "Whether the person had signed in or was identified; false means a mere browser, empty imported",
)

HIDDEN_FOR = field(
    "hidden_for",
    "string",
    "Peruste, jolla moderointi on piilottanut tekstin; tyhjä muissa",
    "Grunden på vilken moderatorerna har dolt texten; annars tom",
    "Ground on which moderation hides the text; otherwise empty",
    enum=sorted(CODES),
)

IDEAS = Table(
    name="ideas",
    title={"fi": "Ideat", "sv": "Idéer", "en": "Ideas"},
    key=("id",),
    references={"merged_into": ("", "id")},
    fields=(
        field("id", "integer", "Idean numero", "Idéns nummer", "Number of the idea", required=True, unique=True),
        field(
            "state",
            "string",
            "Onko idea voimassa, peruttu, poistettu pyynnöstä, yhdistetty vai piilotettu (ei tekstiä)",
            "Om idén gäller, tagits tillbaka, raderats på begäran, slagits ihop eller dolts (ingen text)",
            "Whether the idea stands, was withdrawn, erased on request, merged or hidden (no text)",
            required=True,
            enum=["published", "withdrawn", "erased", "merged", "hidden"],
        ),
        field(
            "merged_into",
            "integer",
            "Idea, johon tämä on yhdistetty; kannatukset lasketaan sille",
            "Idén som denna har slagits ihop med; stöden räknas för den",
            "The idea into which this one was merged; its supports count there",
        ),
        HIDDEN_FOR,
        field("title", "string", "Idean nimi", "Idéns namn", "Name of the idea"),
        field("text", "string", "Idean kuvaus", "Beskrivning av idén", "What the idea is"),
        field("language", "string", "Tekstin kieli", "Textens språk", "Language of the text"),
        field("category", "string", "Aiheen tunnus", "Ämnets kod", "Code of the subject"),
        field("district", "string", "Kaupunginosan tunnus", "Stadsdelens kod", "Code of the district"),
        field("place", "string", "Paikka sanoin", "Platsen i ord", "The place in words"),
        field(
            "latitude",
            "number",
            "Leveysaste (WGS 84)",
            "Latitud (WGS 84)",
            "Latitude (WGS 84)",
            unit="degree",
            minimum=-90,
            maximum=90,
        ),
        field(
            "longitude",
            "number",
            "Pituusaste (WGS 84)",
            "Longitud (WGS 84)",
            "Longitude (WGS 84)",
            unit="degree",
            minimum=-180,
            maximum=180,
        ),
        field(
            "cost",
            "number",
            "Hinta-arvio; euroja, tuodussa kampanjassa lähteen rahayksikköä",
            "Uppskattad kostnad; i euro, i en importerad kampanj i källans valuta",
            "Estimated cost; in euros, in an imported campaign in the currency of its source",
            unit="currency unit",
            minimum=0,
        ),
        field(
            "author",
            "string",
            "Ehdottajan julkinen peitetunnus tässä aineistossa; tyhjä tuoduissa ideoissa",
            "Förslagsställarens offentliga pseudonym i detta material; tom för importerade idéer",
            "Public pseudonym of the author in this dataset; empty for imported ideas",
            pattern=PSEUDONYM,
        ),
        field("proposed_on", "date", "Ehdotuspäivä", "Dag för förslaget", "Day of the proposal", required=True),
        field(
            "source_id",
            "string",
            "Tunnus tiedostossa, josta idea tuotiin",
            "Id i filen som idén importerades från",
            "Identifier in the file from which the idea was imported",
        ),
        field(
            "supports",
            "integer",
            "Voimassa olevat kannatukset",
            "Gällande stöd",
            "Supports that stand",
            unit="1",
            required=True,
            minimum=0,
        ),
        field(
            "comments",
            "integer",
            "Voimassa olevat kommentit",
            "Gällande kommentarer",
            "Comments that stand",
            unit="1",
            required=True,
            minimum=0,
        ),
        field(
            "url", "string", "Sivun osoite palvelussa", "Sidans adress i tjänsten", "Address of the page", required=True
        ),
        VERIFIED,
    ),
    query=f"""
        SELECT idea.id, idea.state, idea.merged_into_id AS merged_into,
               nullif(idea.hidden_for, '') AS hidden_for, nullif(said.title, '') AS title,
               nullif(said.text, '') AS text, nullif(idea.language, '') AS language,
               category.slug AS category, district.slug AS district, nullif(said.place, '') AS place,
               said.latitude, said.longitude, idea.cost, author.pseudonym AS author,
               (idea.proposed_at AT TIME ZONE 'Europe/Helsinki')::date AS proposed_on,
               nullif(idea.source_id, '') AS source_id,
               CASE WHEN NOT %(supports_hidden)s THEN coalesce(given.acts, 0) END AS supports,
               coalesce(written.acts, 0) AS comments, '/ideas/' || idea.id || '/' AS url,
               (CASE WHEN idea.author_id IS NOT NULL THEN proposed.verified END)::text AS verified
        FROM ideas_idea AS idea
        LEFT JOIN ideas_idea AS said ON said.id = idea.id AND said.state IN ('published', 'merged')
        LEFT JOIN campaigns_category AS category ON category.id = idea.category_id
        LEFT JOIN places_district AS district ON district.id = idea.district_id
        LEFT JOIN {AUTHORS} AS author ON author.participant_id = idea.author_id
        LEFT JOIN (SELECT subject_id, bool_and(assurance <> 'device') AS verified FROM events_event
                   WHERE {_UPTO} AND kind = 'idea_proposed' GROUP BY subject_id) AS proposed
               ON proposed.subject_id = idea.id
        LEFT JOIN (SELECT subject_id, sum(sign) AS acts FROM events_event
                   WHERE {_UPTO} AND kind IN ({_SUPPORTS}) GROUP BY subject_id) AS given ON given.subject_id = idea.id
        LEFT JOIN (SELECT subject_id, sum(sign) AS acts FROM events_event
                   WHERE {_UPTO} AND kind IN ({_COMMENTS}) GROUP BY subject_id) AS written
               ON written.subject_id = idea.id
        WHERE idea.campaign_id = %(campaign)s AND idea.state <> 'waiting' AND NOT EXISTS (
            SELECT FROM events_event AS later WHERE {_LATER} AND later.kind = 'idea_proposed'
            AND later.subject_id = idea.id)
        ORDER BY idea.id
    """,
)

COMMENTS = Table(
    name="comments",
    title={"fi": "Kommentit", "sv": "Kommentarer", "en": "Comments"},
    key=("id",),
    references={"idea_id": ("ideas", "id"), "parent_id": ("", "id")},
    fields=(
        field(
            "id",
            "integer",
            "Kommentin numero",
            "Kommentarens nummer",
            "Number of the comment",
            required=True,
            unique=True,
        ),
        field(
            "idea_id",
            "integer",
            "Idea, jota kommentti koskee",
            "Idén som kommentaren gäller",
            "The idea that is commented on",
            required=True,
        ),
        field(
            "parent_id",
            "integer",
            "Kommentti, johon tämä vastaa",
            "Kommentaren som denna svarar på",
            "The comment that this one answers",
        ),
        field(
            "state",
            "string",
            "Onko kommentti voimassa, peruttu, poistettu pyynnöstä vai piilotettu; vain voimassa olevassa on teksti",
            "Om kommentaren gäller, tagits tillbaka, raderats på begäran eller dolts; bara gällande har text",
            "Whether the comment stands, was withdrawn, erased on request or hidden; only one that stands has its text",
            required=True,
            enum=["published", "withdrawn", "erased", "hidden"],
        ),
        HIDDEN_FOR,
        field(
            "stance",
            "string",
            "Kanta ideaan",
            "Ståndpunkt till idén",
            "Stance on the idea",
            enum=["for", "against", "neutral"],
        ),
        field("text", "string", "Kommentin teksti", "Kommentarens text", "Text of the comment"),
        field("language", "string", "Tekstin kieli", "Textens språk", "Language of the text"),
        field(
            "author",
            "string",
            "Kirjoittajan julkinen peitetunnus tässä aineistossa, sama kuin ideoissa",
            "Skribentens offentliga pseudonym i detta material, samma som för idéerna",
            "Public pseudonym of the writer in this dataset, the same as in ideas",
            required=True,
            pattern=PSEUDONYM,
        ),
        field("written_on", "date", "Kirjoituspäivä", "Dag då den skrevs", "Day of writing", required=True),
        field("url", "string", "Osoite palvelussa", "Adress i tjänsten", "Address in the service", required=True),
        VERIFIED,
    ),
    query=f"""
        SELECT comment.id, comment.idea_id, comment.parent_id,
               CASE WHEN comment.withdrawn_at IS NOT NULL THEN 'withdrawn'
                    WHEN comment.hidden_for <> '' THEN 'hidden'
                    WHEN comment.text = '' THEN 'erased' ELSE 'published' END AS state,
               nullif(comment.hidden_for, '') AS hidden_for,
               CASE WHEN comment.withdrawn_at IS NULL AND (comment.text <> '' OR comment.hidden_for <> '')
                    THEN comment.stance END AS stance,
               CASE WHEN comment.withdrawn_at IS NULL THEN nullif(comment.text, '') END AS text,
               nullif(comment.language, '') AS language, author.pseudonym AS author,
               (comment.written_at AT TIME ZONE 'Europe/Helsinki')::date AS written_on,
               '/ideas/' || comment.idea_id || '/#comment-' || comment.id AS url,
               said.verified::text AS verified
        FROM discussion_comment AS comment
        JOIN ideas_idea AS idea ON idea.id = comment.idea_id
        JOIN {AUTHORS} AS author ON author.participant_id = comment.author_id
        LEFT JOIN (SELECT (numbers ->> 'comment')::bigint AS comment_id, assurance <> 'device' AS verified
                   FROM events_event WHERE {_UPTO} AND kind = 'comment_written') AS said
               ON said.comment_id = comment.id
        WHERE idea.campaign_id = %(campaign)s AND NOT comment.waits AND NOT EXISTS (
            SELECT FROM events_event AS later WHERE {_LATER} AND later.kind = 'comment_written'
            AND (later.numbers ->> 'comment')::bigint = comment.id)
        ORDER BY comment.id
    """,
)

SUPPORTS = Table(
    name="supports",
    title={"fi": "Kannatukset", "sv": "Stöd", "en": "Supports"},
    key=("supporter", "idea_id"),
    references={"idea_id": ("ideas", "id")},
    fields=(
        field(
            "supporter",
            "string",
            "Kannattajan peitetunnus, vain tässä tiedostossa; ei sama kuin ideoissa ja kommenteissa",
            "Pseudonym för den som stöder, endast i denna fil; inte samma som för idéer och kommentarer",
            "Pseudonym of the supporter, in this file only; not that of ideas and comments",
            required=True,
            pattern=PSEUDONYM,
        ),
        field("idea_id", "integer", "Kannatettu idea", "Idén som stöds", "The idea that is supported", required=True),
        field(
            "week",
            "string",
            "ISO-viikko, jona kannatus annettiin tai siirtyi yhdistetystä ideasta",
            "ISO-veckan då stödet gavs eller flyttades från en sammanslagen idé",
            "ISO week in which the support was given, or moved from a merged idea",
            required=True,
            pattern="[0-9]{4}-W[0-9]{2}",
        ),
        VERIFIED,
    ),
    query=f"""
        SELECT supporter.pseudonym AS supporter, given.idea_id, to_char(given.day, 'IYYY"-W"IW') AS week,
               given.verified::text AS verified
        FROM (SELECT participant_id, subject_id AS idea_id, max(day) FILTER (WHERE sign > 0) AS day,
                     bool_and(assurance <> 'device') FILTER (WHERE assurance <> 'none') AS verified
              FROM events_event WHERE {_UPTO} AND kind IN ({_SUPPORTS}) AND NOT %(supports_hidden)s
              GROUP BY participant_id, subject_id HAVING sum(sign) > 0) AS given
        JOIN {SUPPORTERS} AS supporter ON supporter.participant_id = given.participant_id
        ORDER BY supporter.pseudonym, given.idea_id
    """,
)

DAILY_STATISTICS = Table(
    name="daily_statistics",
    title={"fi": "Tilastot päivittäin", "sv": "Statistik per dag", "en": "Statistics by day"},
    key=("day",),
    fields=tuple(
        Field(
            name=column.name,
            type=column.type,
            description=column.description,
            unit="1" if column.type == "integer" else "",
            constraints={"required": True},
        )
        for column in DAY_COLUMNS
    ),
)

EVENTS = Table(
    name="events",
    title={"fi": "Tapahtumat", "sv": "Evenemang", "en": "Events"},
    key=("id",),
    fields=(
        field(
            "id",
            "integer",
            "Tapahtuman numero",
            "Evenemangets nummer",
            "Number of the event",
            required=True,
            unique=True,
        ),
        field(
            "kind",
            "string",
            "Kokous, työpaja, kouluvierailu tai neuvontapäivä",
            "Möte, verkstad, skolbesök eller rådgivningsdag",
            "Meeting, workshop, visit to a school or day at a desk",
            required=True,
            enum=["meeting", "workshop", "school_visit", "desk_day"],
        ),
        field("held_on", "date", "Päivä", "Dag", "Day", required=True),
        field("place", "string", "Paikka", "Plats", "Place", required=True),
        field("title_fi", "string", "Nimi suomeksi", "Namn på finska", "Name in Finnish"),
        field("title_sv", "string", "Nimi ruotsiksi", "Namn på svenska", "Name in Swedish"),
        field("title_en", "string", "Nimi englanniksi", "Namn på engelska", "Name in English"),
        field(
            "attended",
            "integer",
            "Montako tuli, virkahenkilön laskemana; tyhjä, jos kukaan ei ole laskenut. Ei lasketa osallistujiin",
            "Hur många som kom, räknade av en tjänsteperson; tom om ingen har räknat. Räknas inte till deltagarna",
            "How many came, counted by an officer; empty where nobody has. Never added to those who took part",
            unit="1",
            minimum=0,
        ),
    ),
    query="""
        SELECT id, kind, held_on, place, nullif(title ->> 'fi', '') AS title_fi, nullif(title ->> 'sv', '') AS title_sv,
               nullif(title ->> 'en', '') AS title_en, attended
        FROM campaigns_gathering WHERE campaign_id = %(campaign)s AND dropped_at IS NULL ORDER BY held_on, id
    """,
)

TABLES = (IDEAS, COMMENTS, SUPPORTS, DAILY_STATISTICS, EVENTS)
"""The files in the order in which they stand in the package."""
