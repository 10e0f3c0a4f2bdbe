/// The terminal console: screens as immutable states, what draws them, and what reads runs for
/// them. It knows neither the command line nor the rooms that record, store or serve.
@NullMarked
package dev.clew.console;

import org.jspecify.annotations.NullMarked;
