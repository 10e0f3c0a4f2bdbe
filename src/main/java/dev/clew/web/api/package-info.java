/// The resources of the API, and what stands before them and the page.
@NullMarked
package dev.clew.web.api;

import org.jspecify.annotations.NullMarked;
