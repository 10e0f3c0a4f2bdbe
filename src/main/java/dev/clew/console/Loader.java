package dev.clew.console;

import dev.clew.config.Settings;
import dev.clew.console.launch.Launches;
import dev.clew.error.ClewError;
import dev.clew.record.LogEntry;
import dev.clew.runs.LogQuery;
import dev.clew.runs.Run;
import dev.clew.runs.RunCatalog;
import dev.clew.runs.RunLog;
import dev.clew.runs.RunPaging;
import dev.clew.runs.SeriesTable;
import dev.clew.runs.compare.Comparison;
import io.opentelemetry.api.trace.SpanContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads what screens ask for, each request on a thread of its own, so that keys never wait.
final class Loader {
  private static final int SEARCHED = 200;
  private static final int MOST_FOUND = 10_000;
  private static final int FIRST_LINES = 200;
  private static final int LINES = 4000;
  private static final long BETWEEN = 200_000_000;

  private final RunCatalog catalog;
  private final Predicate<String> wanted;
  private final WorkspaceDesk desk;
  private final Supplier<List<Settings.Value>> settings;
  private final Launches launches;
  private final Listener listener;
  private final Map<Slot, Job> jobs = new ConcurrentHashMap<>();
  private final Object listing = new Object();
  private @Nullable RunPaging pages;

  /// Takes answers, from any thread.
  interface Listener {
    void told(int screen, News news);

    /// Something went wrong that has no place in Clew.
    void broken(Throwable cause);
  }

  private record Slot(int screen, Class<? extends Request> kind) {}

  Loader(ConsoleSetup setup, Listener listener) {
    this.catalog = setup.catalog();
    this.wanted = setup.wanted();
    this.desk = new WorkspaceDesk(setup.workspaces(), setup.launches());
    this.settings = setup.settings();
    this.launches = setup.launches();
    this.listener = listener;
  }

  /// Begins to read; an older request of the same kind is given up.
  void ask(int screen, Request request) {
    Class<? extends Request> kind =
        request instanceof Request.StopSearch ? Request.Search.class : request.getClass();
    Job job = new Job(screen, request);
    Job before = jobs.put(new Slot(screen, kind), job);
    if (before != null) {
      before.stopped = true;
    }
    Thread.ofPlatform().daemon().start(job);
  }

  /// Gives up what a screen has asked for.
  void forget(int screen) {
    jobs.forEach(
        (slot, job) -> {
          if (slot.screen == screen) {
            job.stopped = true;
          }
        });
    jobs.keySet().removeIf(slot -> slot.screen == screen);
  }

  private final class Job implements Runnable {
    private final int screen;
    private final Request request;
    private volatile boolean stopped;

    Job(int screen, Request request) {
      this.screen = screen;
      this.request = request;
    }

    @Override
    public void run() {
      try {
        read();
      } catch (ClewError e) {
        tell(new News.Failed(e.code().headline() + ": " + e.detail()));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      } catch (Throwable e) {
        listener.broken(e);
      }
    }

    private void read() throws InterruptedException {
      long start = System.nanoTime();
      switch (request) {
        case Request.Rows rows -> rows(rows, start);
        case Request.Search(String text) -> search(text);
        case Request.StopSearch() -> {}
        case Request.Inspect(String id) -> {
          Run run = catalog.find(id).inspect();
          tell(new News.Inspected(run, millis(start)));
        }
        case Request.Log(String id, boolean growing) -> log(id, growing);
        case Request.Metrics(String id) -> {
          SeriesTable series = new SeriesTable();
          catalog
              .find(id)
              .metrics("")
              .read(
                  point -> {
                    series.add(point);
                    return !stopped;
                  });
          tell(new News.Measured(series.series(), millis(start)));
        }
        case Request.Compare(List<String> ids) ->
            tell(new News.Compared(Comparison.in(catalog, ids, "")));
        case Request.Workspaces() -> tell(desk.list());
        case Request.Edit(String name) -> tell(desk.edit(name));
        case Request.Save save -> tell(desk.save(save));
        case Request.Delete(String name) -> tell(desk.delete(name));
        case Request.EffectiveSettings() -> tell(new News.SettingsRead(settings.get()));
        case Request.Launch(String workspace, SpanContext from) ->
            watch(launches.start(workspace, from).number());
        case Request.Watch(int launch) -> watch(launch);
        case Request.Stop(int launch, boolean kill) -> {
          if (kill) {
            launches.kill(launch);
          } else {
            launches.interrupt(launch);
          }
        }
      }
    }

    private void watch(int launch) throws InterruptedException {
      new LaunchWatch(launches, catalog).follow(launch, this::tell, () -> stopped);
    }

    private void tell(News news) {
      if (!stopped) {
        listener.told(screen, news);
      }
    }

    private void rows(Request.Rows rows, long start) {
      RunPaging.Page page;
      synchronized (listing) {
        if (stopped) {
          return;
        }
        if (pages == null || rows.fresh()) {
          pages = catalog.pages(wanted);
        }
        page = pages.read(rows.from(), rows.count());
      }
      List<RunRow> read = page.runs().stream().map(RunRow::of).toList();
      tell(
          new News.Rows(
              rows.from(), read, page.total(), page.complete(), rows.fresh(), millis(start)));
    }

    private void search(String text) {
      RunPaging all = catalog.pages(wanted);
      List<RunRow> found = new ArrayList<>();
      long told = System.nanoTime();
      for (int from = 0; !stopped && found.size() < MOST_FOUND; from += SEARCHED) {
        RunPaging.Page page = all.read(from, SEARCHED);
        page.runs().stream().map(RunRow::of).filter(row -> row.matches(text)).forEach(found::add);
        if (page.complete() && from + SEARCHED >= page.total()) {
          break;
        }
        if (System.nanoTime() - told > BETWEEN) {
          told = System.nanoTime();
          tell(new News.Matches(text, List.copyOf(found), from + SEARCHED, false));
        }
      }
      tell(new News.Matches(text, List.copyOf(found), 0, true));
    }

    private void log(String id, boolean growing) throws InterruptedException {
      List<LogRow> lines = new ArrayList<>();
      int[] most = {FIRST_LINES};
      Predicate<LogEntry> visitor =
          entry -> {
            lines.add(LogRow.of(entry));
            if (lines.size() >= most[0]) {
              most[0] = LINES;
              flush(lines, false);
            }
            return !stopped;
          };
      RunLog log = catalog.find(id).log(LogQuery.everything(), OptionalInt.empty());
      if (growing) {
        log.follow(
            visitor,
            () -> {
              flush(lines, false);
              Thread.sleep(BETWEEN / 1_000_000);
              if (stopped) {
                throw new InterruptedException();
              }
            });
      } else {
        log.read(visitor);
      }
      flush(lines, true);
    }

    private void flush(List<LogRow> lines, boolean ended) {
      if (ended || !lines.isEmpty()) {
        tell(new News.LogRows(List.copyOf(lines), ended));
        lines.clear();
      }
    }
  }

  private static long millis(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
