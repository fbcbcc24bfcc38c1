# SPDX-License-Identifier: EUPL-1.2
"""Ideas, their versions and their support."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.faces.api.paging import PageQuery
from backend.faces.api.shapes.authoring import PhotoShape
from backend.faces.api.shapes.common import ActorNamed, Languages, LanguagesWritten, ProofWritten, language_choice
from backend.participation.ideas.selectors import coauthors_of, is_author, photo_of

ORDERS = ("varied", "newest", "most", "best")
WORDS = 'Words in any form, of Finnish, Swedish or English; `"a phrase"`; `-unwanted`. The last may be unfinished.'
STATES = ("published", "withdrawn", "erased", "merged", "hidden")
STATUSES = ("investigating", "accepted", "declined", "done")


class IdeaListQuery(PageQuery):
    """Which ideas of a campaign, in which order; `varied` shows the least seen first, each `seed` another order."""

    q = serializers.CharField(required=False, max_length=100, help_text=WORDS)
    category = serializers.SlugField(required=False, max_length=60)
    district = serializers.SlugField(required=False, max_length=60)
    status = serializers.ChoiceField(
        choices=("answered", "unanswered", *STATUSES), required=False, help_text="Of the municipality's answer."
    )
    language = language_choice(required=False)
    mine = serializers.BooleanField(required=False, default=False, help_text="Only those of which you are an author.")
    order = serializers.ChoiceField(
        choices=ORDERS, required=False, help_text="`best` (match) where words are searched, else `varied`."
    )
    seed = serializers.CharField(required=False, default="", max_length=60)


class SimilarQuery(serializers.Serializer[Any]):
    """An idea that is being written."""

    title = serializers.CharField(max_length=80)
    text = serializers.CharField(required=False, default="", max_length=5000)


class SimilarIdeaShape(serializers.Serializer[Any]):
    """An idea that is near; `nearness` is 1 for the same title."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    language = serializers.CharField()
    nearness = serializers.FloatField()


class SimilarIdeasShape(serializers.Serializer[Any]):
    """The nearest first."""

    results = SimilarIdeaShape(many=True)


class AuthorField(serializers.CharField):
    """The public name of a participant; null for imported ones, those who have left and who speaks for others."""

    def __init__(self, **options: Any) -> None:
        super().__init__(source="*", read_only=True, allow_null=True, **options)

    def to_representation(self, value: Any) -> Any:
        """The asker's own name is known without a query."""
        if value.actor_id is not None or getattr(value, "official_id", None) is not None:
            return None
        own = self.context.get("participant_id")
        if own is not None and value.author_id == own:
            return self.context["pseudonym"]
        account = value.author.account if value.author_id is not None else None
        return account.pseudonym if account else None


class OwnField(serializers.BooleanField):
    """Whether it is the asker's own."""

    def __init__(self, **options: Any) -> None:
        super().__init__(source="*", read_only=True, **options)

    def to_representation(self, value: Any) -> bool:
        """By the participant that the asker is in this campaign."""
        own = self.context.get("participant_id")
        return own is not None and value.author_id == own


class OwnIdeaField(OwnField):
    """Whether the asker is one of its authors."""

    def to_representation(self, value: Any) -> bool:
        """The first author or another."""
        return is_author(value, self.context.get("participant_id"))


class AnswerShape(serializers.Serializer[Any]):
    """The municipality's official answer."""

    status = serializers.ChoiceField(choices=STATUSES)
    office = Languages()
    text = Languages()
    answered_at = serializers.DateTimeField()


class AnswerWritten(serializers.Serializer[Any]):
    """An official answer, in every language that the campaign needs."""

    status = serializers.ChoiceField(choices=STATUSES)
    office = LanguagesWritten()
    text = LanguagesWritten()


class IdeaShape(serializers.Serializer[Any]):
    """An idea in its author's language; `supports` has the asker's own act at once; null while hidden."""

    id = serializers.IntegerField()
    campaign = serializers.SerializerMethodField()
    title = serializers.CharField()
    text = serializers.CharField()
    language = serializers.CharField()
    author = AuthorField()
    actor = ActorNamed(allow_null=True)
    own = OwnIdeaField()
    category = serializers.SlugField(source="category.slug", default=None, allow_null=True)
    district = serializers.SlugField(source="district.slug", default=None, allow_null=True)
    place = serializers.CharField()
    latitude = serializers.FloatField(allow_null=True)
    longitude = serializers.FloatField(allow_null=True)
    cost = serializers.DecimalField(max_digits=14, decimal_places=2, allow_null=True)
    state = serializers.ChoiceField(choices=STATES)
    merged_into = serializers.IntegerField(
        source="merged_into_id", allow_null=True, help_text="The idea for which this one counts since a merging."
    )
    hidden_for = serializers.CharField(
        allow_blank=True, default="", help_text="The ground on which moderation hides it; then it says nothing."
    )
    version = serializers.IntegerField()
    proposed_at = serializers.DateTimeField()
    supports = serializers.IntegerField(allow_null=True)
    unverified = serializers.IntegerField(
        allow_null=True, help_text="How many of the supports browsers gave without sign-in."
    )
    supported = serializers.BooleanField()
    comments = serializers.IntegerField()
    answer = AnswerShape(default=None, allow_null=True)
    coauthors = serializers.SerializerMethodField()
    photo = serializers.SerializerMethodField()

    def get_coauthors(self, idea: Any) -> list[str | None]:
        """The public names of those who write it with the author; null for who has left the service."""
        return [one.name for one in coauthors_of(idea)]

    @extend_schema_field(PhotoShape(allow_null=True))
    def get_photo(self, idea: Any) -> Any:
        """Null where the idea has none, or does not stand."""
        photo = photo_of(idea)
        return None if photo is None else PhotoShape(photo).data

    def get_campaign(self, _idea: Any) -> str:
        """The campaign's slug."""
        slug: str = self.context["campaign"]
        return slug


class IdeaWritten(serializers.Serializer[Any]):
    """An idea as it is typed; coordinates in degrees of WGS 84."""

    title = serializers.CharField(allow_blank=True)
    text = serializers.CharField(allow_blank=True)
    category = serializers.SlugField(required=False, allow_blank=True, default="")
    district = serializers.SlugField(required=False, allow_blank=True, default="")
    place = serializers.CharField(required=False, allow_blank=True, default="")
    language = language_choice(required=False)
    latitude = serializers.FloatField(required=False, allow_null=True, default=None)
    longitude = serializers.FloatField(required=False, allow_null=True, default=None)
    photo = serializers.CharField(
        required=False,
        allow_null=True,
        allow_blank=True,
        default=None,
        max_length=32,
        help_text='The key of a photo that was sent; "" takes the photo off, null leaves it as it is.',
    )
    photo_alt = serializers.CharField(required=False, allow_blank=True, default="", max_length=2000)


class IdeaProposed(IdeaWritten):
    """A new idea; with `actor` in the name of an organisation that one acts for."""

    actor = serializers.IntegerField(required=False, allow_null=True, default=None)
    identification = ProofWritten(
        required=False, allow_null=True, default=None, help_text="Identifies its author in the same call, or neither."
    )


class IdeaChanged(IdeaWritten):
    """A whole idea again; `version` is the one that was read."""

    version = serializers.IntegerField()


class IdeaVersionShape(serializers.Serializer[Any]):
    """What an idea said before a change."""

    number = serializers.IntegerField()
    title = serializers.CharField()
    text = serializers.CharField()
    place = serializers.CharField()
    category = serializers.CharField(source="category.slug", default=None, allow_null=True)
    district = serializers.CharField(source="district.slug", default=None, allow_null=True)
    photo_alt = serializers.CharField()
    replaced_at = serializers.DateTimeField()


class SupportShape(serializers.Serializer[Any]):
    """After an act: whether the asker supports the idea, its count with that, and how many supports are left."""

    idea = serializers.IntegerField(source="idea_id")
    supported = serializers.BooleanField()
    supports = serializers.IntegerField(allow_null=True)
    unverified = serializers.IntegerField(
        allow_null=True, help_text="How many of the supports browsers gave without sign-in."
    )
    left = serializers.IntegerField(allow_null=True)
