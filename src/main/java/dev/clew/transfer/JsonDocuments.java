package dev.clew.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.clew.otlp.codec.OtlpDocuments;
import dev.clew.otlp.codec.OtlpDocuments.Document;
import dev.clew.otlp.codec.OtlpTranscoder.Request;
import java.io.IOException;
import java.io.InputStream;

/// Reads documents of OTLP/JSON one after the other, however they lie in lines. What is damaged
/// between them is passed over and noted.
final class JsonDocuments {
  /// What begins a document in a JSON text sequence (RFC 7464).
  static final byte RECORD_SEPARATOR = 0x1E;

  private final OtlpDocuments documents = new OtlpDocuments();
  private final DocumentInput input;
  private final RequestSink sink;
  private final Damages damages;
  private final ArrayNesting arrays;

  /// After a damage: what follows is not noted again until a document is taken.
  private boolean recovering;

  private boolean recognised;

  private JsonDocuments(DocumentInput input, RequestSink sink, Damages damages) {
    this.input = input;
    this.sink = sink;
    this.damages = damages;
    this.arrays = new ArrayNesting(damages);
  }

  /// Reads everything.
  ///
  /// @param skipped how many bytes of the file are before the stream
  /// @return whether any document was recognised
  static boolean read(InputStream in, long skipped, RequestSink sink, Damages damages)
      throws IOException {
    return new JsonDocuments(new DocumentInput(in, skipped), sink, damages).read();
  }

  private boolean read() throws IOException {
    while (!input.isEmpty()) {
      switch (input.peek()) {
        // What an array of documents and JSON text sequences have between them.
        case ' ', '\t', '\r', '\n', ',', RECORD_SEPARATOR -> input.skip(1);
        case '[' -> {
          arrays.open(input.line(), input.offset());
          input.skip(1);
        }
        case ']' -> {
          arrays.close();
          input.skip(1);
        }
        case 0 -> zeros();
        case '{' -> document();
        default -> other();
      }
    }
    arrays.end();
    if (!input.cut().isEmpty()) {
      damages.add(input.line(), input.offset(), input.cut());
    }
    return recognised;
  }

  /// What a crash leaves of pages that were not written.
  private void zeros() throws IOException {
    long line = input.line();
    long offset = input.offset();
    while (!input.isEmpty() && input.peek() == 0) {
      input.skipInLine(1);
    }
    damages.add(line, offset, (input.offset() - offset) + " NUL bytes");
  }

  private void document() throws IOException {
    arrays.hold();
    if (input.fill(2) > 1 && input.buffer()[input.start() + 1] == 0) {
      // The parser would take it for UTF-16.
      other();
      return;
    }
    int first = input.lineLength();
    int length = first;
    while (true) {
      try {
        take(documents.read(input.buffer(), input.start(), length), length == first);
        return;
      } catch (JsonProcessingException e) {
        if (!isCutOff(e)) {
          torn(e, first);
          return;
        }
        if (length > DocumentInput.LONGEST) {
          large();
          return;
        }
        int available = input.fill(Math.max(2 * length, DocumentInput.CHUNK));
        if (available == length) {
          torn(e, first);
          return;
        }
        length = available;
      }
    }
  }

  /// Whether more bytes could make it whole. Not all of Jackson's errors of this kind have the
  /// type.
  private static boolean isCutOff(JsonProcessingException e) {
    return e instanceof JsonEOFException
        || String.valueOf(e.getOriginalMessage()).startsWith("Unexpected end-of-input");
  }

  private void take(Document document, boolean inLine) throws IOException {
    long line = input.line();
    long offset = input.offset();
    if (inLine) {
      input.skipInLine(document.length());
    } else {
      input.skip(document.length());
    }
    if (!document.problem().isEmpty()) {
      if (document.known() || !recovering) {
        damages.add(line, offset, document.problem());
      }
      return;
    }
    for (Request request : document.requests()) {
      sink.accept(request.signal(), request.protobuf());
    }
    recognised |= document.known();
    recovering &= !document.known();
  }

  /// @param first length of the line in which it begins
  private void torn(JsonProcessingException e, int first) {
    byte[] bytes = input.buffer();
    int end = input.start() + first;
    if (!recovering || DocumentStart.isAt(bytes, input.start(), end)) {
      damages.add(input.line(), input.offset(), "no JSON: " + reason(e));
    }
    resume(DocumentStart.next(bytes, input.start() + 1, end), first);
  }

  /// What is no JSON object, up to the next one of ours or the end of the line.
  private void other() throws IOException {
    int length = input.lineLength();
    if (!recovering) {
      damages.add(input.line(), input.offset(), "no JSON object begins here");
    }
    int end = input.start() + length;
    resume(DocumentStart.next(input.buffer(), input.start(), end), length);
  }

  private void resume(int next, int length) {
    recovering = true;
    arrays.leave();
    input.skip(next < 0 ? length : next - input.start());
  }

  private void large() throws IOException {
    long line = input.line();
    long offset = input.offset();
    var large = new JsonDocumentReader(input.rest(), sink, damages, line, offset);
    try {
      boolean known = large.read();
      if (!known) {
        damages.add(line, offset, "it is no OTLP");
      }
      recognised |= known;
    } catch (JsonProcessingException e) {
      throw new IOException("in the document at line " + line + ": no JSON: " + reason(e), e);
    }
    input.goOn(large.rest(), large.bytes(), large.lines());
  }

  private static String reason(JsonProcessingException e) {
    return String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
  }
}
