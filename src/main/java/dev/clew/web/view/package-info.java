/// The bodies of the API's answers.
@NullMarked
package dev.clew.web.view;

import org.jspecify.annotations.NullMarked;
