# Makefile of govreport
#
#	make, make install, make installcheck	the extension (PGXS)
#	make program		the command-line program, build/govreport
#	make loader			the loader, build/govreport-load; needs libpq and libcrypto
#	make test-core		the core's own tests; needs no PostgreSQL
#	make test-layouts	generated reports in every layout, likewise
#	make test-narrative	claims of labelled sentences: precision and recall
#	make test-suspects	wrong figures of random tables, named again
#	make sanitize		the same and the program with ASan and UBSan, in
#						build-sanitize
#	make sanitize-loader	the loader likewise, and with TSan in build-thread
#	make fuzzers		libFuzzer targets, in build-fuzz; needs clang
#
# ICONV_LIBS=... names the library iconv is in; else the C library's is tried, and
# then -liconv.
# LIBXML=no leaves out the reading of HTML, and with it libxml2.
# WERROR=1 turns warnings into errors.  BUILD names the directory for all that
# is not the extension itself.  Building outside the tree: make -f DIR/Makefile.

HERE := $(dir $(firstword $(MAKEFILE_LIST)))
PG_CONFIG ?= pg_config
BUILD ?= build

#
# The version's one home is META.json; the control file names it without its
# last part, as the install script's name does.
#
VERSION_META := $(shell sed -n 's/^   "version": *"\([0-9.]*\)".*/\1/p' "$(HERE)META.json")
VERSION_PROVIDED := $(shell sed -n 's/^         "version": *"\([0-9.]*\)".*/\1/p' "$(HERE)META.json")
VERSION_CONTROL := $(shell sed -n "s/^default_version *= *'\(.*\)'.*/\1/p" "$(HERE)govreport.control")
VERSION_SHORT := $(basename $(VERSION_META))

ifeq ($(VERSION_META),)
$(error META.json gives no version)
endif
ifneq ($(VERSION_META),$(VERSION_PROVIDED))
$(error META.json gives two versions: $(VERSION_META) and $(VERSION_PROVIDED))
endif
ifneq ($(VERSION_SHORT),$(VERSION_CONTROL))
$(error version $(VERSION_META) of META.json and $(VERSION_CONTROL) of govreport.control disagree)
endif

ifeq ($(WERROR),1)
WARNINGS = -Wall -Wextra -Werror
else
WARNINGS = -Wall -Wextra
endif

#
# Libraries.  Encodings need iconv, which the C library has or a library of its
# own; HTML needs libxml2.
#
ifeq ($(origin ICONV_LIBS),undefined)
ICONV_LIBS := $(shell printf '\043include <iconv.h>\nint main(void) { return iconv_open("UTF-8", "GB18030") == 0; }\n' | \
	$(CC) $(CPPFLAGS) $(LDFLAGS) -x c -o /dev/null - 2>/dev/null || echo -liconv)
export ICONV_LIBS
endif
CORE_LIBS = $(ICONV_LIBS)
CORE_DEFINES =
ifeq ($(LIBXML),no)
CORE_DEFINES += -DGOVREPORT_NO_LIBXML
else
XML2_CFLAGS := $(shell pkg-config --cflags libxml-2.0 2>/dev/null || xml2-config --cflags 2>/dev/null)
XML2_LIBS := $(shell pkg-config --libs libxml-2.0 2>/dev/null || xml2-config --libs 2>/dev/null)
ifeq ($(XML2_LIBS),)
ifeq ($(filter clean,$(MAKECMDGOALS)),)
$(error no libxml2: install its headers (Debian: libxml2-dev) or leave out HTML with LIBXML=no)
endif
endif
CORE_DEFINES += $(XML2_CFLAGS)
CORE_LIBS += $(XML2_LIBS)
endif

#
# The extension, by PGXS.  Without a pg_config the core can still be built.
#
EXTENSION = govreport
MODULE_big = govreport
DATA = govreport--$(VERSION_SHORT).sql
DOCS = $(patsubst $(HERE)%,%,$(wildcard $(HERE)doc/*.md))
OBJS = $(patsubst $(HERE)%.c,%.o,$(wildcard $(HERE)src/pg/*.c))
REGRESS = form input bytes accessors json compare errors storage checks corrections continuity suspects aggregates indicators
REGRESS_OPTS = --encoding=UTF8 --no-locale --load-extension=govreport
EXTRA_CLEAN = $(BUILD) build-sanitize build-thread build-fuzz build-without-html
CORE_LIB = $(BUILD)/libgovreport_core.a
PROGRAM_FILE = $(BUILD)/govreport
SHLIB_LINK = $(CORE_LIB) $(CORE_LIBS)
PG_CPPFLAGS = -I$(HERE)src -DGOVREPORT_VERSION='"$(VERSION_META)"'
# The server's own headers are not ours to be warned of.
ifeq ($(WERROR),1)
PG_CFLAGS = $(WARNINGS)
PG_CPPFLAGS += -isystem $(shell $(PG_CONFIG) --includedir-server)
endif

# Inlined bitcode could not reach the core, whose symbols are hidden; and none
# of our functions is worth inlining.  So there is none, with or without clang.
override with_llvm = no

PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)
ifneq ($(PGXS),)
include $(PGXS)
else
.PHONY: all install installcheck clean
all install installcheck:
	@echo "no pg_config ($(PG_CONFIG)): install PostgreSQL's server headers or set PG_CONFIG" >&2
	@exit 1
clean:
	rm -rf $(EXTRA_CLEAN)
endif

# Outside the tree the objects' directory is not there yet; a rule for it would
# find the one of the sources.
ifneq ($(HERE),./)
$(shell mkdir -p $(dir $(OBJS)) po)
endif
$(OBJS): $(wildcard $(HERE)src/pg/*.h $(HERE)src/core/*.h $(HERE)src/core/*.def)
$(MODULE_big)$(DLSUFFIX): $(CORE_LIB)

#
# Translations of messages: by PGXS, from nls.mk and po.
#
ifneq ($(PGXS),)
ifneq ($(enable_nls),yes)
NO_TRANSLATIONS = this PostgreSQL is built without NLS
else ifeq ($(MSGFMT_FOUND),)
NO_TRANSLATIONS = no msgfmt (Debian: gettext)
endif
endif
ifdef NO_TRANSLATIONS
all: no-translations
.PHONY: no-translations
no-translations:
	@echo "translations of messages are left out: $(NO_TRANSLATIONS)"
endif

#
# The core, shared by the extension, the program and the tests.
#
CORE_CFLAGS ?= -g -O2 -fstack-protector-strong
CORE_FLAGS = -std=c11 $(WARNINGS) $(CORE_CFLAGS) -fPIC -fvisibility=hidden \
	-I$(HERE)src -I$(HERE)src/core -DGOVREPORT_VERSION='"$(VERSION_META)"' $(CORE_DEFINES) -MMD -MP

CORE_OBJS = $(patsubst $(HERE)%.c,$(BUILD)/%.o,$(wildcard $(HERE)src/core/*.c))
BIN_OBJS = $(patsubst $(HERE)%.c,$(BUILD)/%.o,$(wildcard $(HERE)src/bin/*.c))
TEST_NAMES = core layouts corpus suspects narrative
FUZZ_NAMES = $(patsubst $(HERE)test/fuzz/%.c,%,$(wildcard $(HERE)test/fuzz/fuzz_*.c))
ifeq ($(LIBXML),no)
FUZZ_NAMES := $(filter-out fuzz_html,$(FUZZ_NAMES))
endif
REPLAYS = $(patsubst fuzz_%,$(BUILD)/replay_%,$(FUZZ_NAMES))

.PHONY: core program build-core-tests sanitize fuzzers $(TEST_NAMES:%=test-%)

all: $(PROGRAM_FILE)
core: $(CORE_LIB)
program: $(PROGRAM_FILE)

$(BUILD)/%.o: $(HERE)%.c
	@mkdir -p $(@D)
	$(CC) $(CORE_FLAGS) -c -o $@ $<

$(CORE_LIB): $(CORE_OBJS)
	rm -f $@
	ar rcs $@ $(CORE_OBJS)

$(PROGRAM_FILE): $(BIN_OBJS) $(CORE_LIB)
	$(CC) $(CORE_CFLAGS) -o $@ $(BIN_OBJS) $(CORE_LIB) $(CORE_LIBS)

#
# The loader, a client on libpq, with libcrypto for its hashes; left out where
# the headers of one are missing.
#
LOADER_FILE = $(BUILD)/govreport-load
LIBPQ_INCLUDE := $(shell $(PG_CONFIG) --includedir 2>/dev/null)
LIBPQ_LIB := $(shell $(PG_CONFIG) --libdir 2>/dev/null)
LOADER_OBJS = $(patsubst $(HERE)%.c,$(BUILD)/%.o,$(wildcard $(HERE)src/load/*.c))
.PHONY: loader sanitize-loader
CRYPTO_CFLAGS := $(shell pkg-config --cflags libcrypto 2>/dev/null)
CRYPTO_LIBS := $(shell pkg-config --libs libcrypto 2>/dev/null || echo -lcrypto)
ifeq ($(wildcard $(LIBPQ_INCLUDE)/libpq-fe.h),)
NO_LOADER = no libpq-fe.h (Debian: libpq-dev)
else ifneq ($(shell printf '\043include <openssl/evp.h>\n' | $(CC) $(CPPFLAGS) $(CRYPTO_CFLAGS) -E -x c - >/dev/null 2>&1 && echo yes),yes)
NO_LOADER = no openssl/evp.h (Debian: libssl-dev)
endif
ifndef NO_LOADER
all: loader
loader: $(LOADER_FILE)
else
all: no-loader
.PHONY: no-loader
no-loader:
	@echo "govreport-load is left out: $(NO_LOADER)"
loader:
	@echo "govreport-load cannot be built: $(NO_LOADER)" >&2
	@exit 1
endif

$(LOADER_OBJS): CORE_DEFINES += -pthread -isystem $(LIBPQ_INCLUDE) $(CRYPTO_CFLAGS)
$(LOADER_FILE): $(LOADER_OBJS) $(BUILD)/src/core/utf8.o
	$(CC) $(CORE_CFLAGS) -pthread -o $@ $^ -L$(LIBPQ_LIB) -Wl,-rpath,$(LIBPQ_LIB) -lpq $(CRYPTO_LIBS)

# The C files of a directory under test make one program: test/core gives
# test_core, and so on.
define test_program
TEST_OBJS_$(1) = $$(patsubst $$(HERE)%.c,$$(BUILD)/%.o,$$(wildcard $$(HERE)test/$(1)/*.c))
$$(BUILD)/test_$(1): $$(TEST_OBJS_$(1)) $$(CORE_LIB)
	$$(CC) $$(CORE_CFLAGS) -o $$@ $$(TEST_OBJS_$(1)) $$(CORE_LIB) $$(CORE_LIBS) -lm
endef
$(foreach name,$(TEST_NAMES),$(eval $(call test_program,$(name))))

# The corpus is also written as pages, by the generator's writers.
GENERATOR_OBJS = $(filter-out %/run.o,$(TEST_OBJS_layouts))
$(BUILD)/test_corpus: $(GENERATOR_OBJS)
TEST_OBJS_corpus += $(GENERATOR_OBJS)

# The test of suspects also takes checks and random reports of the core's tests.
RANDOM_OBJS = $(BUILD)/test/core/check.o $(BUILD)/test/core/random_report.o
$(BUILD)/test_suspects: $(RANDOM_OBJS)
TEST_OBJS_suspects += $(RANDOM_OBJS)

# Every fuzz target, run over files and mutations of them without a fuzzer.
$(BUILD)/replay_%: $(BUILD)/test/fuzz/fuzz_%.o $(BUILD)/test/fuzz/replay.o $(CORE_LIB)
	$(CC) $(CORE_CFLAGS) -o $@ $^ $(CORE_LIBS)

.SECONDARY: $(FUZZ_NAMES:%=$(BUILD)/test/fuzz/%.o) $(BUILD)/test/fuzz/replay.o

build-core-tests: $(BUILD)/test_core $(REPLAYS)
test-core: build-core-tests
	$(BUILD)/test_core
test-layouts: $(BUILD)/test_layouts
	$(BUILD)/test_layouts
test-suspects: $(BUILD)/test_suspects
	$(BUILD)/test_suspects
test-narrative: $(BUILD)/test_narrative
	$(BUILD)/test_narrative $(HERE)test/narrative/sentences.tsv
test-corpus: $(BUILD)/test_corpus
	$(BUILD)/test_corpus -v $(HERE)test/corpus/samples.tsv $(HERE)test/samples

SANITIZERS = -g -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
sanitize:
	$(MAKE) -f $(firstword $(MAKEFILE_LIST)) BUILD=build-sanitize \
		CORE_CFLAGS="$(SANITIZERS)" program test-core

sanitize-loader:
	$(MAKE) -f $(firstword $(MAKEFILE_LIST)) BUILD=build-sanitize \
		CORE_CFLAGS="$(SANITIZERS)" loader
	$(MAKE) -f $(firstword $(MAKEFILE_LIST)) BUILD=build-thread \
		CORE_CFLAGS="-g -O1 -fno-omit-frame-pointer -fsanitize=thread" loader

# Fuzz targets on libFuzzer: build-fuzz/fuzz_NAME.
$(BUILD)/fuzz_%: $(BUILD)/test/fuzz/fuzz_%.o $(CORE_LIB)
	$(CC) $(CORE_CFLAGS) -fsanitize=fuzzer -o $@ $^ $(CORE_LIBS)

fuzzers:
	$(MAKE) -f $(firstword $(MAKEFILE_LIST)) CC=clang BUILD=build-fuzz \
		CORE_CFLAGS="$(SANITIZERS) -fsanitize=fuzzer-no-link" \
		$(FUZZ_NAMES:%=build-fuzz/%)

ifneq ($(PGXS),)
install: install-program
uninstall: uninstall-program
.PHONY: install-program uninstall-program
install-program: $(PROGRAM_FILE)
	$(MKDIR_P) '$(DESTDIR)$(bindir)'
	$(INSTALL_PROGRAM) $(PROGRAM_FILE) '$(DESTDIR)$(bindir)/govreport'
uninstall-program:
	rm -f '$(DESTDIR)$(bindir)/govreport'
ifndef NO_LOADER
install: install-loader
.PHONY: install-loader
install-loader: $(LOADER_FILE)
	$(MKDIR_P) '$(DESTDIR)$(bindir)' '$(DESTDIR)$(mandir)/man1'
	$(INSTALL_PROGRAM) $(LOADER_FILE) '$(DESTDIR)$(bindir)/govreport-load'
	$(INSTALL_DATA) $(HERE)doc/govreport-load.1 '$(DESTDIR)$(mandir)/man1/govreport-load.1'
endif
uninstall: uninstall-loader
.PHONY: uninstall-loader
uninstall-loader:
	rm -f '$(DESTDIR)$(bindir)/govreport-load' '$(DESTDIR)$(mandir)/man1/govreport-load.1'
endif

-include $(CORE_OBJS:.o=.d) $(BIN_OBJS:.o=.d) $(LOADER_OBJS:.o=.d) $(wildcard $(BUILD)/test/*/*.d)
