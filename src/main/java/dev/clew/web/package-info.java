/// The API and the page.
@NullMarked
package dev.clew.web;

import org.jspecify.annotations.NullMarked;
