# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the HTML pages."""

from django.urls import path

from backend.faces.pages import (
    campaigns,
    discussion,
    exports,
    home,
    ideas,
    letters,
    manage,
    maps,
    similar,
    statistics,
    support,
    texts,
    theme,
    you,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("campaigns/", home.campaign_list, name="campaigns"),
    path("campaigns/<slug:slug>/", campaigns.campaign_page, name="campaign"),
    path("campaigns/<slug:slug>/map/", maps.ideas_map, name="ideas_map"),
    path("campaigns/<slug:slug>/propose/", ideas.propose, name="propose"),
    path("campaigns/<slug:slug>/similar/", similar.similar, name="similar"),
    path("ideas/<int:idea_id>/", ideas.idea_page, name="idea"),
    path("ideas/<int:idea_id>/edit/", ideas.edit, name="edit_idea"),
    path("ideas/<int:idea_id>/withdraw/", ideas.withdraw, name="withdraw_idea"),
    path("ideas/<int:idea_id>/support/", support.support, name="support"),
    path("ideas/<int:idea_id>/comments/", discussion.write, name="comments"),
    path("comments/<int:comment_id>/withdraw/", discussion.withdraw, name="withdraw_comment"),
    path("region/", maps.region, name="region"),
    path("results/", home.results, name="results"),
    path("statistics/", statistics.statistics_list, name="statistics"),
    path("campaigns/<slug:slug>/statistics/", statistics.campaign_statistics_page, name="campaign_statistics"),
    path("campaigns/<slug:slug>/statistics.csv", statistics.days_file, name="days_file"),
    path("campaigns/<slug:slug>/statistics/weeks.csv", statistics.weeks_file, name="weeks_file"),
    path("campaigns/<slug:slug>/exports/", exports.campaign_exports, name="campaign_exports"),
    path("exports/<uuid:export_id>/", exports.export, name="export"),
    path("manage/", manage.manage, name="manage"),
    path("manage/campaigns/new/", manage.new_campaign, name="new_campaign"),
    path("manage/campaigns/<slug:slug>/", manage.manage_campaign, name="manage_campaign"),
    path("manage/campaigns/<slug:slug>/publish/", manage.publish, name="publish_campaign"),
    path("you/", you.you, name="you"),
    path("theme/", theme.choose_theme, name="theme"),
    path("dev/mail/", letters.letters, name="letters"),
    path("help/", texts.help_page, name="help"),
    path("accessibility/", texts.accessibility, name="accessibility"),
    path("privacy/", texts.privacy, name="privacy"),
]
