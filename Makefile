# SPDX-License-Identifier: EUPL-1.2
# Every target is a verb of dev/run.py. Settings: PORT=8001 STATE=/elsewhere PG=16 ARGS="tests/journeys -x"
VERBS := up down reset doctor seed shell psql lint check lock \
	test test-fast faults browser-full bench bench-browser bench-engagement
.DEFAULT_GOAL := help
.PHONY: help $(VERBS)

help $(VERBS):
	@python3 dev/run.py $@ $(ARGS)
