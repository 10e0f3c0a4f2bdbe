package dev.clew.fleet.deploy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A stack and its last versions, the oldest first.
public record Deployment(String name, List<Revision> revisions) {
  private static final int KEPT = 8;

  public Deployment {
    revisions = List.copyOf(revisions);
  }

  /// What is wanted now.
  @JsonIgnore
  public Revision current() {
    return revisions.getLast();
  }

  /// Whether nothing is wanted any more.
  @JsonIgnore
  public boolean isDeleted() {
    return current().kind() == Revision.Kind.DELETE;
  }

  /// A version that is still known.
  public Optional<Revision> revision(long version) {
    return revisions.stream().filter(each -> each.version() == version).findFirst();
  }

  /// The service that a replica is one of; nothing where its version is too old to be known.
  Optional<Service> service(Replica replica) {
    return revisions.reversed().stream()
        .map(each -> each.stack().services().get(replica.service()))
        .filter(each -> each != null && each.digest().equals(replica.digest()))
        .findFirst();
  }

  /// The last version before the present whose services are others.
  @JsonIgnore
  Optional<Revision> before() {
    return revisions.reversed().stream()
        .skip(1)
        .filter(each -> each.kind() != Revision.Kind.DELETE)
        .filter(each -> !each.stack().equals(current().stack()))
        .findFirst();
  }

  Deployment with(Revision next) {
    List<Revision> more = new ArrayList<>(revisions);
    more.add(next);
    return new Deployment(name, more.subList(Math.max(0, more.size() - KEPT), more.size()));
  }
}
