# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the JSON API, version 1."""

from django.urls import path

from backend.faces.api import (
    campaigns,
    discussion,
    documentation,
    exports,
    figures,
    ideas,
    me,
    region,
    similar,
    statistics,
    supports,
)

app_name = "api"
urlpatterns = [
    path("schema/", documentation.Schema.as_view(), name="schema"),
    path("docs/", documentation.Documentation.as_view(), name="docs"),
    path("municipalities/", region.Municipalities.as_view(), name="municipalities"),
    path("spearheads/", region.Spearheads.as_view(), name="spearheads"),
    path("campaigns/", campaigns.Campaigns.as_view(), name="campaigns"),
    path("campaigns/<slug:slug>/", campaigns.OneCampaign.as_view(), name="campaign"),
    path("campaigns/<slug:slug>/publish/", campaigns.CampaignPublication.as_view(), name="publish"),
    path("campaigns/<slug:slug>/ideas/", ideas.CampaignIdeas.as_view(), name="ideas"),
    path("campaigns/<slug:slug>/similar/", similar.SimilarIdeas.as_view(), name="similar"),
    path("campaigns/<slug:slug>/snapshot/", figures.CampaignSnapshot.as_view(), name="snapshot"),
    path("campaigns/<slug:slug>/outcome/", figures.CampaignOutcome.as_view(), name="outcome"),
    path("campaigns/<slug:slug>/statistics/", statistics.Statistics.as_view(), name="statistics"),
    path("campaigns/<slug:slug>/statistics.csv", statistics.StatisticsTable.as_view(), name="statistics_table"),
    path("campaigns/<slug:slug>/exports/", exports.CampaignExports.as_view(), name="exports"),
    path("exports/<uuid:export_id>/", exports.OneExport.as_view(), name="export"),
    path("exports/<uuid:export_id>/file/", exports.ExportedFile.as_view(), name="export_file"),
    path("ideas/<int:idea_id>/", ideas.OneIdea.as_view(), name="idea"),
    path("ideas/<int:idea_id>/withdraw/", ideas.IdeaWithdrawal.as_view(), name="withdraw_idea"),
    path("ideas/<int:idea_id>/versions/", ideas.IdeaVersions.as_view(), name="versions"),
    path("ideas/<int:idea_id>/answer/", ideas.IdeaAnswer.as_view(), name="answer"),
    path("ideas/<int:idea_id>/support/", supports.IdeaSupport.as_view(), name="support"),
    path("ideas/<int:idea_id>/comments/", discussion.IdeaComments.as_view(), name="comments"),
    path("comments/<int:comment_id>/", discussion.OneComment.as_view(), name="comment"),
    path("comments/<int:comment_id>/thanks/", discussion.CommentThanks.as_view(), name="thanks"),
    path("comments/<int:comment_id>/versions/", discussion.CommentVersions.as_view(), name="comment_versions"),
    path("comments/<int:comment_id>/withdraw/", discussion.CommentWithdrawal.as_view(), name="withdraw_comment"),
    path("me/", me.Me.as_view(), name="me"),
    path("me/supports/", me.MySupports.as_view(), name="my_supports"),
    path("me/ideas/", me.MyIdeas.as_view(), name="my_ideas"),
    path("me/comments/", me.MyComments.as_view(), name="my_comments"),
]
