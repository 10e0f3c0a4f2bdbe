/// Help for people and shells: completion, explain, version, suggestions.
@NullMarked
package dev.clew.cli.help;

import org.jspecify.annotations.NullMarked;
