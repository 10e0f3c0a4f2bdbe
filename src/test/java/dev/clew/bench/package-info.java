/// The harness behind `make bench`: what it measures, keeps and compares. No tests but of itself.
@NullMarked
package dev.clew.bench;

import org.jspecify.annotations.NullMarked;
