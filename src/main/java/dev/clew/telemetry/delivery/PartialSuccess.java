package dev.clew.telemetry.delivery;

/// Reads `Export…ServiceResponse.partial_success`: field 1, with the number of rejected records in
/// field 1 and the reason in field 2. The three signals share this layout.
final class PartialSuccess {
  private PartialSuccess() {}

  /// @param from where the message starts
  static Delivered of(byte[] response, int from) {
    long rejected = 0;
    String reason = "";
    var answer = new ProtoReader(response, from, response.length);
    while (answer.next()) {
      if (answer.field() != 1) {
        continue;
      }
      ProtoReader partial = answer.message();
      while (partial.next()) {
        if (partial.field() == 1) {
          rejected = partial.number();
        } else if (partial.field() == 2) {
          reason = partial.text();
        }
      }
    }
    // With nothing rejected the reason is a warning that asks for no action.
    return rejected == 0 ? new Delivered.Confirmed() : new Delivered.Partial(rejected, reason);
  }
}
