package dev.clew.record;

/// What a record came from: the resource and the instrumentation scope, shared by all records of
/// one scope. OTLP JSON may name both after the records themselves; the reader sets them before it
/// hands any record out, and never later.
public final class RecordSource {
  private Attributes resource = Attributes.EMPTY;
  private String scope = "";

  RecordSource() {}

  /// What records of a scope came from.
  public static RecordSource of(Attributes resource, String scope) {
    RecordSource source = new RecordSource();
    source.resource(resource);
    source.scope(scope);
    return source;
  }

  void resource(Attributes value) {
    resource = value;
  }

  void scope(String value) {
    scope = value;
  }

  public Attributes resource() {
    return resource;
  }

  /// The scope's name, such as `clew.run`; empty when the file has none.
  public String scope() {
    return scope;
  }
}
