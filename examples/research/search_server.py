"""An MCP server over standard streams with one tool, which searches text files for words."""

import json
import pathlib
import sys

NOTES = pathlib.Path(sys.argv[1])
TOOL = {
    "name": "search",
    "description": "Finds notes that contain words of a query.",
    "inputSchema": {
        "type": "object",
        "properties": {"query": {"type": "string"}},
        "required": ["query"],
    },
}


def search(query):
    words = [word.strip("?.,!").lower() for word in query.split()]
    words = [word for word in words if len(word) > 3]
    return [
        {"note": note.name, "text": text}
        for note in sorted(NOTES.iterdir())
        if any(word in (text := note.read_text()).lower() for word in words)
    ]


def answer(method, params):
    if method == "initialize":
        return {
            "protocolVersion": params["protocolVersion"],
            "capabilities": {"tools": {}},
            "serverInfo": {"name": "notes", "version": "1"},
        }
    if method == "tools/list":
        return {"tools": [TOOL]}
    if method == "tools/call":
        found = {"items": search(params["arguments"]["query"])}
        return {
            "content": [{"type": "text", "text": json.dumps(found)}],
            "structuredContent": found,
        }
    return {}


for line in sys.stdin:
    request = json.loads(line)
    if "id" in request and "method" in request:
        result = answer(request["method"], request.get("params") or {})
        print(json.dumps({"jsonrpc": "2.0", "id": request["id"], "result": result}), flush=True)
