/// Chat completion by model providers: requests and answers, retries, spans, prices. The library
/// that knows the providers' formats stays behind [ProviderModel]. Knows neither MCP nor agents.
@NullMarked
package dev.clew.model;

import org.jspecify.annotations.NullMarked;
