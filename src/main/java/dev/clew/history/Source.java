package dev.clew.history;

/// What a record came from: the resource and the instrumentation scope, shared by all records of
/// one scope. OTLP JSON may name both after the records themselves; the reader sets them before it
/// hands any record out, and never later.
public final class Source {
  private Attributes resource = Attributes.EMPTY;
  private String scope = "";

  Source() {}

  /// What records of a scope came from.
  public static Source of(Attributes resource, String scope) {
    Source source = new Source();
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
