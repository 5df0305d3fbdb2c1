# SPDX-License-Identifier: 0BSD
# One Makefile for GNU make. Everything made goes under build/.
# Adding a chapter, a step, a bug or an exercise edits nothing here.

CC      = cc
BUILD   = build
CFLAGS  = -O2 -g
# The C library's functions are looked up before main. Lazily, each process of a
# start would look up its own, and first copy the page that it shares since fork.
LDFLAGS = -Wl,-z,now
WARN    = -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow \
	  -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition \
	  -Wformat=2 -Wcast-qual -Wwrite-strings -Wundef -Wvla
FLAGS   = -std=c17 -D_XOPEN_SOURCE=700 -Icommon $(WARN) $(CPPFLAGS) $(CFLAGS)
COMPILE = $(CC) $(FLAGS) -MMD -MP -c -o $@ $<
# make V=1 shows the whole commands.
quiet   = $(if $(V),$2,@echo '  $1' && $2)
LINK    = $(CC) $(CFLAGS) $(LDFLAGS) -o $@

CHAPTERS := $(sort $(patsubst chapters/%/main.c,%,$(wildcard chapters/*/main.c)))
MAINS    := $(wildcard chapters/*/main.c)
SHARED   := $(wildcard common/*.c) \
	    $(filter-out $(MAINS),$(wildcard chapters/*/*.c))
BUGS     := $(wildcard chapters/*/bugs/*.c)
EXERCISES := $(wildcard chapters/*/exercises/*.c)

PROGRAMS := $(CHAPTERS:%=$(BUILD)/bin/%)
PARTS    := $(patsubst chapters/%.c,$(BUILD)/parts/%,$(BUGS) $(EXERCISES))
BOOK     := $(BUILD)/libbook.a
OBJECTS   = $(patsubst %.c,$(BUILD)/%.o,$(SHARED) $(MAINS) $(BUGS) $(EXERCISES) $(COMPANIONS:%=tests/parts/%.c))

comma := ,

# The same program, with a part of the tests' in it: PROGRAM.foreground does not
# fork, and so its exit status is seen; the other is for what chapter 9 teaches.
COMPANIONS := foreground signal_before_sleep
with_companions = $1 $(1:%=%.foreground) $(patsubst %,%.signal_before_sleep,\
	$(foreach n,09- 1,$(filter $(BUILD)/bin/$n% $(BUILD)/parts/$n%,$1)))
PROGRAMS := $(call with_companions,$(PROGRAMS))
PARTS    := $(call with_companions,$(PARTS))
BUG_PARTS := $(foreach part,$(PARTS),$(if $(findstring /bugs/,$(part)),$(part)))

# make chapter3, make chapter03: both are 03-umask.
folder = $(or $(filter $1-% 0$1-%,$(CHAPTERS)),$(error \
	there is no chapter '$1'; the chapters are: $(CHAPTERS)))

# make bug3 BUG=name needs that bug built, and no other.
override BUG := $(patsubst %.c,%,$(notdir $(BUG)))
bug_part = $(filter $(BUILD)/parts/$(folder)/bugs/$(BUG) \
	$(BUILD)/parts/$(folder)/bugs/$(BUG).%,$(PARTS))

# With -j, all else waits until setup has ended.
SETUP := $(filter setup setup-all,$(MAKECMDGOALS))

export BUILD CC CFLAGS FLAGS LDFLAGS LDLIBS ALL
# With these, bash and bats would be others than they are here.
unexport POSIXLY_CORRECT BASH_ENV ENV CDPATH

.SUFFIXES:
.SECONDEXPANSION:
.SECONDARY:
.DELETE_ON_ERROR:
.PHONY: help help-all all test bugs try setup setup-all tools proof triangle \
	chapter exercise bug listing exercises pictures rules text transcripts broken mutants bench \
	bad-submissions parts clean FORCE $(CHAPTERS)

help: ## show what a reader needs
	@common/help Makefile

help-all: ## show all there is
	@common/help --all Makefile

# What a reader needs.

chapter%: all ## chapterN: show chapter N: its picture, its tests, what is next
	@common/chapter $(call folder,$*)

test: all ## run each chapter's tests, or up to one's: make test CHAPTER=3
	@tests/run $(if $(CHAPTER),$(call folder,$(CHAPTER)))

bugs: all $(BUG_PARTS) ## run every bug of the gallery: each is to be caught
	@tests/book/gallery $(if $(CHAPTER),chapters/$(call folder,$(CHAPTER))/bugs/*.c)

bug%: all $$(call bug_part,$$*) ## bugN: watch a wrong step fail: make bug3 BUG=no_umask
	@common/bug $(call folder,$*) $(BUG)

exercise%: all ## exerciseN: judge the exercises of chapter N, as they stand
	@common/exercise $(call folder,$*)

try: all ## judge your own step: make try CHAPTER=6 STEP=mine.c
	@common/try $(if $(CHAPTER),$(call folder,$(CHAPTER)),'') '$(STEP)'

listing%: | tools ## listingN: print chapter N's program as one file of C
	@common/listing $(call folder,$*)

# A number apart from its word would be a target of its own.
chapter exercise bug listing:
	@echo '$@ takes its number without a space, as in: make $@3' >&2; false

setup: ## install what is missing to read, run and test the book
	@common/setup

# The rest.

all: $(PROGRAMS) ## build every program

setup-all: ## install also what only the book's own proofs need
	@common/setup --all

proof: all $(PARTS) ## all that follows, down to "mutants": the book proves itself
	@tests/book/proof

triangle: all ## each chapter's tests fail before it and pass from it on
	@tests/book/triangle

exercises: all $(PARTS) ## every starter fails, every solution passes
	@tests/book/exercises $(if $(CHAPTER),chapters/$(call folder,$(CHAPTER))/exercises/*.c)

pictures: all ## what the pictures draw is what the kernel says
	@tests/book/picture

rules: all $(PARTS) ## the rules that the book sets itself
	@tests/book/counted tests/book/rules.bats

text: all $(PARTS) ## what the text names exists
	@tests/book/counted tests/book/text.bats

transcripts: all $(PARTS) ## run what the pages show, and compare; UPDATE=1 rewrites
	@tests/book/transcripts $(if $(CHAPTER),chapters/$(call folder,$(CHAPTER))/README.md)

broken: all $(PARTS) ## break the book in one small way: the proof names it
	@tests/book/counted tests/book/broken.bats

mutants: all ## change each statement of the steps: the tests see it
	@tests/book/mutants

bench: all $(BUILD)/parts/05-fds/bugs/closing_loop ## measure what each step costs, and other programs' starts
	@tests/book/bench

bad-submissions: all ## try judges files that hang, fork without end, and so on
	@JOBS=1 tests/book/counted tests/book/try.bats

parts: $(PARTS) ## build every bug and every exercise

clean: ## remove everything made
	rm -rf '$(BUILD)'

$(CHAPTERS): all
	@common/chapter $@

# A tool that is missing is named before anything fails for want of it.
tools: | $(SETUP)
	@common/setup --check

# Objects are made anew when the compiler or its flags change.
$(BUILD)/flags: FORCE | tools
	@mkdir -p $(@D)
	@echo '$(COMPILE) $(LINK)' | cmp -s - $@ || echo '$(COMPILE) $(LINK)' >$@

$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call quiet,cc $<,$(COMPILE))

# A program is its main and, of the book's archive, the steps that main calls.
# A part comes before both: what it defines, the linker takes from it.
$(BOOK): $(SHARED:%.c=$(BUILD)/%.o)
$(BUILD)/main/%.a: $(BUILD)/chapters/%/main.o
	@mkdir -p $(@D)
	@rm -f $@
	@$(AR) rcs $@ $^
$(BOOK):
	@rm -f $@
	@$(AR) rcs $@ $^

$(BUILD)/bin/%: $(BUILD)/main/%.a $(BOOK)
	@mkdir -p $(@D)
	$(call quiet,ld $@,$(LINK) $^ $(LDLIBS))

# What is defined twice, the linker takes from the first that defines it.
LINK_PART = $(LINK) -Wl$(comma)--allow-multiple-definition $^ $(LDLIBS)

$(BUILD)/bin/%.foreground: $(BUILD)/tests/parts/foreground.o \
		$(BUILD)/main/%.a $(BOOK)
	@mkdir -p $(@D)
	$(call quiet,ld $@,$(LINK_PART))

$(BUILD)/bin/%.signal_before_sleep: $(BUILD)/tests/parts/signal_before_sleep.o \
		$(BUILD)/main/%.a $(BOOK)
	@mkdir -p $(@D)
	$(call quiet,ld $@,$(LINK_PART))

# A bug or an exercise, in the program of the chapter in whose folder it is.
$(BUILD)/parts/%: $(BUILD)/chapters/%.o \
		$(BUILD)/main/$$(firstword $$(subst /, ,$$*)).a $(BOOK)
	@mkdir -p $(@D)
	$(call quiet,ld $@,$(LINK) $^ $(LDLIBS))

$(BUILD)/parts/%.foreground: $(BUILD)/tests/parts/foreground.o \
		$(BUILD)/chapters/%.o \
		$(BUILD)/main/$$(firstword $$(subst /, ,$$*)).a $(BOOK)
	@mkdir -p $(@D)
	$(call quiet,ld $@,$(LINK_PART))

$(BUILD)/parts/%.signal_before_sleep: $(BUILD)/tests/parts/signal_before_sleep.o \
		$(BUILD)/chapters/%.o \
		$(BUILD)/main/$$(firstword $$(subst /, ,$$*)).a $(BOOK)
	@mkdir -p $(@D)
	$(call quiet,ld $@,$(LINK_PART))

-include $(OBJECTS:.o=.d)
