# SPDX-License-Identifier: EUPL-1.2
"""Every screen there is, and who looks at it."""

import itertools
import os
from dataclasses import dataclass

from tests.browser.conftest import ADMIN, MODERATOR, ORGANISER, RESIDENT, RIVER

OPEN_TO_ALL = "skargardens-vardag"
READ_FIRST = "turvallinen-koulumatka"
COLLECTING, DISCUSSING, OVER = "viimeinen-kilometri", "kotona-hyvin-pitkaan", "kiertotalous-kotikadulle"


@dataclass(frozen=True)
class Screen:
    """A page by name; `status` is what the server answers."""

    name: str
    path: str
    as_: str = ""
    status: int = 200


SCREENS = [
    Screen("home", "/"),
    Screen("home near", "/?municipality=hanko"),
    Screen("campaigns", "/campaigns/"),
    Screen("campaign", f"/campaigns/{RIVER}/"),
    Screen("campaign signed in", f"/campaigns/{RIVER}/", RESIDENT),
    Screen("campaign collecting", f"/campaigns/{COLLECTING}/", RESIDENT),
    Screen("campaign open to everyone", f"/campaigns/{OPEN_TO_ALL}/"),
    Screen("propose without sign-in", f"/campaigns/{OPEN_TO_ALL}/propose/"),
    Screen("campaign over", f"/campaigns/{OVER}/"),
    Screen("campaign without finds", f"/campaigns/{RIVER}/?q=helikopteri"),
    Screen("campaign with more choices", f"/campaigns/{RIVER}/?q=laiturei&show=unanswered&language=fi", RESIDENT),
    Screen("search of the region", "/search/?q=laituri"),
    Screen("search without finds", "/search/?q=helikopteri"),
    Screen("idea", "/ideas/1/"),
    Screen("idea signed in", "/ideas/1/", RESIDENT),
    Screen("sharing an idea", "/ideas/1/share/"),
    Screen("changes of an idea", "/ideas/1/versions/"),
    Screen("answering an idea", "/ideas/1/answer/", ORGANISER),
    Screen("an invitation that is over", "/invitations/made-up/", status=409),
    Screen("propose", f"/campaigns/{COLLECTING}/propose/", RESIDENT),
    Screen("ideas on the map", f"/campaigns/{RIVER}/map/"),
    Screen("region", "/region/"),
    Screen("results", "/results/"),
    Screen("region in figures", "/statistics/"),
    Screen("statistics by campaign", "/statistics/campaigns/"),
    Screen("indicators", "/statistics/indicators/"),
    Screen("indicator", "/statistics/indicators/idea-out/?by=municipality"),
    Screen("indicator of the region", "/statistics/indicators/vote-n/"),
    Screen("indicator of social media", "/statistics/indicators/soc-reach/?by=social_channel"),
    Screen("indicators of the programme", "/statistics/indicators/prog/"),
    Screen("reference data", "/manage/reference/", ADMIN),
    Screen("reference data of a kind", "/manage/reference/visits/", ADMIN),
    Screen("statistics of a campaign", f"/campaigns/{RIVER}/statistics/"),
    Screen("statistics of a campaign that is over", f"/campaigns/{OVER}/statistics/"),
    Screen("who took part", f"/campaigns/{OVER}/statistics/people/"),
    Screen("identify", f"/campaigns/{RIVER}/identify/"),
    Screen("sign in", "/accounts/login/"),
    Screen("a link that is used up", "/accounts/login/link/x/", status=410),
    Screen("how long personal data is kept", f"/manage/campaigns/{OVER}/retention/", ADMIN),
    Screen("begin a kiosk", f"/kiosk/{RIVER}/", ORGANISER),
    Screen("propose signed out", f"/campaigns/{COLLECTING}/propose/"),
    Screen("sign up", "/accounts/signup/"),
    Screen("sign in by code", "/accounts/login/code/"),
    Screen("forgotten password", "/accounts/password/reset/"),
    Screen("sign out", "/accounts/logout/", RESIDENT),
    Screen("my page", "/you/", RESIDENT),
    Screen("my ideas", "/you/ideas/", RESIDENT),
    Screen("ideas that I support", "/you/supports/", RESIDENT),
    Screen("my comments", "/you/comments/", RESIDENT),
    Screen("download all my data", "/you/download/", RESIDENT),
    Screen("erase my account", "/you/erase/", RESIDENT),
    Screen("notices", "/notices/", RESIDENT),
    Screen("follows", "/follows/", RESIDENT),
    Screen("letters to me", "/notices/settings/", RESIDENT),
    Screen("remind", f"/campaigns/{COLLECTING}/remind/"),
    Screen("e-mail address", "/accounts/email/", RESIDENT),
    Screen("password", "/accounts/password/change/", RESIDENT),
    Screen("identification services", "/accounts/issuers/", RESIDENT),
    Screen("passkeys and second step", "/accounts/2fa/", RESIDENT),
    Screen("passkeys", "/accounts/2fa/webauthn/", RESIDENT),
    Screen("confirm that it is you", "/accounts/reauthenticate/?next=/accounts/2fa/", RESIDENT),
    Screen("signing in did not succeed", "/accounts/issuers/error/", status=401),
    Screen("signing in was left", "/accounts/issuers/cancelled/"),
    Screen("report an idea", "/ideas/1/report/"),
    Screen("report an idea signed in", "/ideas/1/report/", RESIDENT),
    Screen("decisions of moderation", "/moderation/"),
    Screen("transparency report", "/moderation/kerava/"),
    Screen("moderation queue", "/manage/moderation/", MODERATOR),
    Screen("decisions made", "/manage/moderation/decisions/", MODERATOR),
    Screen("appeals", "/manage/moderation/appeals/", MODERATOR),
    Screen("statement of reasons", "/decisions/1/", MODERATOR),
    Screen("campaign that is read first", f"/campaigns/{READ_FIRST}/", RESIDENT),
    Screen("reading before showing", f"/manage/campaigns/{READ_FIRST}/parts/reading/", ORGANISER),
    Screen("officer's day", "/manage/", ORGANISER),
    Screen("officer's campaigns", "/manage/campaigns/", ORGANISER),
    Screen("new campaign", "/manage/campaigns/new/", ORGANISER),
    Screen("officer's campaign", f"/manage/campaigns/{RIVER}/", ORGANISER),
    Screen("name of a campaign", f"/manage/campaigns/{RIVER}/parts/name/", ORGANISER),
    Screen("texts of a campaign", f"/manage/campaigns/{RIVER}/parts/texts/", ORGANISER),
    Screen("phases of a campaign", f"/manage/campaigns/{RIVER}/parts/phases/", ORGANISER),
    Screen("subjects of a campaign", f"/manage/campaigns/{RIVER}/parts/subjects/", ORGANISER),
    Screen("rules of a campaign", f"/manage/campaigns/{RIVER}/parts/rules/", ORGANISER),
    Screen("was the promise kept", f"/manage/campaigns/{RIVER}/parts/outcome/", ORGANISER),
    Screen("more time for a campaign", f"/manage/campaigns/{RIVER}/time/", ORGANISER),
    Screen("poster of a campaign", f"/manage/campaigns/{RIVER}/poster/", ORGANISER),
    Screen("a campaign again", f"/manage/campaigns/{RIVER}/copy/", ORGANISER),
    Screen("who takes part", f"/manage/campaigns/{RIVER}/people/", ORGANISER),
    Screen("schools and libraries", f"/manage/campaigns/{RIVER}/people/networks/", ORGANISER),
    Screen("at the desk", f"/manage/campaigns/{RIVER}/desk/", ORGANISER),
    Screen("ideas and answers", "/manage/ideas/", ORGANISER),
    Screen("work on an idea", "/manage/ideas/1/", ORGANISER),
    Screen("late answers", "/answers/overdue/"),
    Screen("ideas that say the same", f"/manage/campaigns/{RIVER}/merge/", ORGANISER),
    Screen("two ideas side by side", f"/manage/campaigns/{RIVER}/merge/?source=2&target=5", ORGANISER),
    Screen("idea merged into another", "/ideas/28/"),
    Screen("datasets", f"/campaigns/{RIVER}/exports/", ORGANISER),
    Screen("help", "/help/"),
    Screen("letters", "/dev/mail/"),
    Screen("styleguide", "/styleguide/"),
    Screen("accessibility", "/accessibility/"),
    Screen("privacy", "/privacy/"),
    Screen("idea as its municipality", "/ideas/1/", ORGANISER),
    Screen("idea, oldest comments for it", "/ideas/1/?order=oldest&stance=for"),
    Screen("versions of a comment", "/comments/1/versions/"),
    Screen("organisations", "/organisations/", RESIDENT),
    Screen("organisations not found", "/organisations/?q=helikopteri"),
    Screen("organisation", "/organisations/1/"),
    Screen("organisation that waits", "/organisations/2/", RESIDENT),
    Screen("new organisation", "/organisations/new/", RESIDENT),
    Screen("ask to act for an organisation", "/organisations/1/claim/", RESIDENT),
    Screen("officer's organisations", "/manage/organisations/", ORGANISER),
    Screen("showcase", "/showcase/"),
    Screen("showcase without finds", "/showcase/?spearhead=citizen-city&state=stopped"),
    Screen("pilot", "/showcase/1/"),
    Screen("pilot that is done", "/showcase/3/"),
    Screen("officer's pilots", "/manage/pilots/", ORGANISER),
    Screen("work on a pilot", "/manage/pilots/1/", ORGANISER),
    Screen("new pilot of an idea", "/manage/pilots/new/?idea=1", ORGANISER),
    Screen("people and roles", "/manage/people/porvoo/", ADMIN),
    Screen("audit log", "/manage/people/porvoo/audit/", ADMIN),
    Screen("look and texts", "/manage/look/porvoo/", ADMIN),
    Screen("feedback to a municipality", "/manage/look/porvoo/feedback/", ADMIN),
    Screen("setting up a second factor", "/you/second-factor/", ORGANISER),
    Screen("an invitation to staff that is over", "/staff/made-up/", status=409),
    Screen("a municipality's own page", "/porvoo/"),
    Screen("accessibility statement of a municipality", "/porvoo/accessibility/"),
    Screen("giving feedback", "/porvoo/feedback/"),
    Screen("not found", "/campaigns/there-is-none/", status=404),
    Screen("refused", f"/campaigns/{RIVER}/propose/", RESIDENT, status=422),
    Screen("not allowed", "/manage/", RESIDENT, status=403),
]

LANGUAGES, WIDTHS, THEMES = ("fi", "sv", "en"), (320, 375, 1280), ("light", "dark")
COVERING = [("fi", 320, "dark"), ("sv", 1280, "light"), ("en", 375, "dark")]
COMBINATIONS = list(itertools.product(LANGUAGES, WIDTHS, THEMES)) if os.environ.get("BROWSER_FULL") else COVERING
EVERYTHING = SCREENS if os.environ.get("BROWSER_FULL") else SCREENS[:1]
"""For what is looked at on each screen only by `make browser-full`, and on one otherwise."""
