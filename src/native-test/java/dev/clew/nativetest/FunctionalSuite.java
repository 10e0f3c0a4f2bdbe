package dev.clew.nativetest;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/// All that is tested of the launcher over the jar, on the binary.
@Suite
@IncludeEngines("junit-jupiter")
@SelectPackages("dev.clew.functional")
@IncludeClassNamePatterns(".*Test")
class FunctionalSuite {}
