/// Clients of the [Model Context Protocol](https://modelcontextprotocol.io/specification): servers
/// as processes and over streamable HTTP, their tools, and a span for each call. The library that
/// speaks the protocol stays behind [McpServer] and its wires. Knows nothing of agents.
@NullMarked
package dev.clew.mcp;

import org.jspecify.annotations.NullMarked;
