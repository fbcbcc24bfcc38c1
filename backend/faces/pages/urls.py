# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the HTML pages."""

from django.urls import path

from backend.faces.pages import campaigns, discussion, home, ideas, support, texts, theme, you

urlpatterns = [
    path("", home.home, name="home"),
    path("campaigns/", home.campaign_list, name="campaigns"),
    path("campaigns/<slug:slug>/", campaigns.campaign_page, name="campaign"),
    path("campaigns/<slug:slug>/propose/", ideas.propose, name="propose"),
    path("ideas/<int:idea_id>/", ideas.idea_page, name="idea"),
    path("ideas/<int:idea_id>/edit/", ideas.edit, name="edit_idea"),
    path("ideas/<int:idea_id>/withdraw/", ideas.withdraw, name="withdraw_idea"),
    path("ideas/<int:idea_id>/support/", support.support, name="support"),
    path("ideas/<int:idea_id>/comments/", discussion.write, name="comments"),
    path("comments/<int:comment_id>/withdraw/", discussion.withdraw, name="withdraw_comment"),
    path("results/", home.results, name="results"),
    path("you/", you.you, name="you"),
    path("theme/", theme.choose_theme, name="theme"),
    path("help/", texts.help_page, name="help"),
    path("accessibility/", texts.accessibility, name="accessibility"),
    path("privacy/", texts.privacy, name="privacy"),
]
