# nls.mk: translations of the module's messages, for PGXS
#
#	make po/govreport.pot	the messages of the sources
#	make update-po			po/zh_CN.po.new: the old translations, merged with them
#
# PostgreSQL 16 and later read the languages from po/LINGUAS.

CATALOG_NAME = govreport
AVAIL_LANGUAGES := $(shell cat $(srcdir)/po/LINGUAS)
GETTEXT_FILES = $(patsubst $(srcdir)/%,%,$(sort $(wildcard $(srcdir)/src/pg/*.c $(srcdir)/src/core/*.c)))

# The core fills its errors by functions of its own; "broken" is encode.c's.
GETTEXT_TRIGGERS = $(BACKEND_COMMON_GETTEXT_TRIGGERS) \
	gr_error:3 gr_error_words:3 gr_error_detail:2 gr_error_hint:2 gr_noop broken:2
GETTEXT_FLAGS = $(BACKEND_COMMON_GETTEXT_FLAGS) \
	gr_error:3:c-format gr_error_words:3:c-format \
	gr_error_detail:2:c-format gr_error_hint:2:c-format

# PGXS would add PostgreSQL's name and address; "override" keeps them out.  The
# sources name labels of the form in UTF-8.  In the translations no line numbers
# stand: they would change with every change of the sources.
ifdef XGETTEXT
override XGETTEXT += --from-code=UTF-8 --no-wrap --sort-by-file --package-name=govreport
endif
ifdef MSGMERGE
override MSGMERGE += --no-wrap --previous --sort-by-file --add-location=file
endif

# PostgreSQL's own msgfmt, or another; without any no language is wanted.
MSGFMT_FOUND := $(shell command -v $(MSGFMT) || command -v msgfmt)
ifneq ($(MSGFMT_FOUND),)
MSGFMT := $(MSGFMT_FOUND)
else
WANTED_LANGUAGES = none
endif
