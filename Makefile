# Clew's commands. `make` alone prints what there is.

# A JDK of at least this version: JAVA_HOME, then the usual places.
JDK_MIN := 25
JAVA_HOME := $(shell .ci/find-jdk $(JDK_MIN))
export JAVA_HOME
MVN := ./mvnw -B -ntp
NATIVE_IMAGE := $(shell .ci/find-native-image)
PREFIX ?= /usr/local
SOURCES := $(shell find src/main docs/errors pom.xml -type f -not -path docs/errors/README.md 2>/dev/null)

.PHONY: help build man docs demo test native native-test bench bench-compare jmh soak install uninstall dist dist-test images format clean jdk

help:
	@echo 'make build        target/clew: the native binary where there is a native-image, else a launcher over the jar'
	@echo 'make demo         build, record a small pipeline, show it'
	@echo 'make test         everything that CI checks'
	@echo 'make native       the native binary (needs GRAALVM_HOME or native-image on PATH)'
	@echo 'make native-test  the tests of the native binary: src/native-test, and the functional tests on it'
	@echo 'make bench        measure start-up, overhead, throughput and memory; the values of all rounds go to target/bench/COMMIT.json'
	@echo 'make bench-compare BASE=...  what differs from BASE, a commit that was measured or its file, by ratios'
	@echo 'make jmh          measure the hot loops: lines, redaction, JSON, protobuf'
	@echo 'make soak         a million lines, 400 kills, 200 runs at once: nothing may be lost (half an hour, 12 GB of memory on the JVM)'
	@echo 'make man          the manual pages, target/man/*.1'
	@echo 'make docs         the pages of docs/reference that are made: commands, errors, events, metrics, settings'
	@echo 'make install      copy clew, its manual pages and completions below PREFIX (PREFIX=$(PREFIX))'
	@echo 'make uninstall    remove from PREFIX what make install puts there'
	@echo 'make dist         target/dist: tar.gz, .deb, .rpm, SBOM, SHA256SUMS'
	@echo 'make dist-test    the same, and checks what is in them'
	@echo 'make images       the pictures in docs/images: of the page, from its functional tests, and of a terminal'
	@echo 'make format       format the sources'
	@echo 'make clean        remove what was built'

jdk:
	@test -n "$(JAVA_HOME)" || { echo 'make: no JDK $(JDK_MIN) or later found: set JAVA_HOME to one' >&2; exit 1; }

ifneq ($(NATIVE_IMAGE),)
build: native
else
build: target/clew
endif

target/clew: target/clew-runner.jar target/jdk .ci/launcher .ci/StackMaps.java .ci/SteadyJar.java
	@.ci/progress target/launcher.log 'Training the start of the JVM' .ci/launcher target
	@touch $@

# Changes when the JDK does: the launcher names it, and the AOT cache fits no other.
target/jdk: jdk
	@mkdir -p target
	@{ echo "$(JAVA_HOME)"; cat "$(JAVA_HOME)/release"; } > $@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

# Quarkus goes through hash maps of classes and beans while it generates code: with one hash for all objects they keep their order.
SAME_ORDER := -XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockExperimentalVMOptions -XX:hashCode=2

target/clew-runner.jar: $(SOURCES) | jdk
	@MAVEN_OPTS="$$MAVEN_OPTS $(SAME_ORDER)" .ci/progress target/build.log 'Building Clew (two minutes and more)' \
	  $(MVN) -Dquick -DskipTests package

native: target/native/clew
	ln -sf native/clew target/clew

target/native/clew: $(SOURCES) | jdk
	@test -n "$(NATIVE_IMAGE)" || { echo 'make: no native-image: set GRAALVM_HOME or put it on PATH' >&2; exit 1; }
	@GRAALVM_HOME=$(NATIVE_IMAGE) .ci/progress target/build.log 'Building the native binary (four to ten minutes)' \
	  $(MVN) -Dquick -Dnative -DskipTests package
	mkdir -p target/native
	cp target/clew-runner target/native/clew

# The manual pages and docs/reference/commands.md, from what --help prints, and docs/errors/README.md, from the codes.
man: target/clew-runner.jar
	.ci/documents target

# And the pages of events and metrics, from what tests see the program record.
docs: build man
	$(MVN) -q -Dquick test -Dtest=SettingsReferenceTest -Dclew.docs=write
	$(MVN) -q -Dquick failsafe:integration-test failsafe:verify -Dit.test='EventReferenceTest,MetricReferenceTest,ContainerReferenceTest' \
	  -Dclew.program=$(CURDIR)/target/clew -Dclew.docs=write

demo: build
	.ci/demo target/clew

test: | jdk
	.ci/test

native-test: native
	$(MVN) -q -Dquick -Dnative-test test-compile failsafe:integration-test failsafe:verify -Dclew.program=$(CURDIR)/target/native/clew

bench: build
	bench/run target/clew
	bench/exit-times target/clew
	bench/workflow target/clew
	bench/fleet target/clew
	bench/serve target/clew

bench-compare: | jdk
	@bench/compare '$(BASE)' $(OTHER)

jmh: | jdk
	bench/jmh

soak: build
	bench/soak target/clew

install: build man
	.ci/install target "$(DESTDIR)" "$(PREFIX)"

uninstall: build man
	.ci/uninstall target "$(DESTDIR)" "$(PREFIX)"

dist: build man
	.ci/dist target

dist-test: dist
	.ci/dist-test target

# The functional tests keep pictures of what they see in target/page; the terminal's is drawn from what it shows.
images: build
	$(MVN) -q -Dquick failsafe:integration-test failsafe:verify -Dit.test='PageTest' -Dclew.program=$(CURDIR)/target/clew
	.ci/images
	.ci/session target/clew docs/images/session.svg

format: | jdk
	$(MVN) -q spotless:apply

clean:
	rm -rf target
