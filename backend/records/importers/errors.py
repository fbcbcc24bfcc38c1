# SPDX-License-Identifier: EUPL-1.2
"""Why a file was not imported; whatever the reason, nothing of it was written."""

from django.utils.translation import gettext_lazy as _

from backend.common.errors import Conflict, InvalidInput, NotFound, RuleRefused


class FileNotFound(NotFound):
    """There is no such file, or it cannot be opened."""

    code = "file_not_found"
    message = _("The file %(file)s cannot be opened.")


class FileNotValid(InvalidInput):
    """A line of the file is not what the format says."""

    code = "file_not_valid"
    message = _("The file was not imported. Line %(line)s: %(reason)s")


class VoteTypeNotSupported(RuleRefused):
    """Only approval and choose-1 elections are imported."""

    code = "vote_type_not_supported"
    message = _("Only elections of the types approval and choose-1 can be imported; this one is %(vote_type)s.")


class VoterTwice(RuleRefused):
    """Two ballots of the file have the same voter."""

    code = "voter_twice"
    message = _("The file was not imported: it has two ballots of one voter. Line %(line)s: %(reason)s")


class UnknownProject(RuleRefused):
    """A ballot names a project that the file does not list."""

    code = "unknown_project"
    message = _("The file was not imported: a ballot names a project that is not listed. Line %(line)s: %(reason)s")


class BallotTooLong(RuleRefused):
    """A ballot approves more projects than the election's rule allows."""

    code = "ballot_too_long"
    message = _("The file was not imported: the ballot of line %(line)s has %(given)s projects, %(limit)s are allowed.")


class ArchiveNotValid(InvalidInput):
    """Something in the archive is not what the format says."""

    code = "archive_not_valid"
    message = _("The archive was not imported. %(file)s, line %(line)s: %(reason)s")


class ArchiveDamaged(InvalidInput):
    """A file of the archive is not as it was written."""

    code = "archive_damaged"
    message = _("The archive was not imported: %(file)s is damaged.")


class ArchiveVersionUnknown(RuleRefused):
    """The archive is of another format, or of another version of it."""

    code = "archive_version_unknown"
    message = _("The archive was not imported: its version (%(version)s) is not known here.")


class ArchiveCampaignsExist(Conflict):
    """Campaigns of the archive are here already, from elsewhere."""

    code = "archive_campaigns_exist"
    message = _("The archive was not imported: these campaigns are here already: %(slugs)s.")
