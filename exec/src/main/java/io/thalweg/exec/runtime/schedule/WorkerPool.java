package io.thalweg.exec.runtime.schedule;

import io.thalweg.exec.operator.BlockingCalls;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A fixed number of daemon threads that share the steps of all queries.
///
/// Fair between queries, not between tasks: the queries that have something to run stand in a ring,
/// and each turn of the ring runs one step of each. Within a query urgent tasks go first: in a
/// continuous one the rows of an epoch reach its end before those of the next one are read. Among
/// those of a kind, tasks run in the order in which they became runnable. Blocking calls run on
/// virtual threads.
public final class WorkerPool implements Scheduler {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition runnable = lock.newCondition();
  private final Deque<Queue> ring = new ArrayDeque<>();
  private final Map<Object, Queue> queues = new HashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final ScheduledThreadPoolExecutor timers =
      new ScheduledThreadPoolExecutor(1, WorkerPool::timerThread);
  private boolean closed;

  /// @param workers threads; one per core
  public WorkerPool(int workers) {
    if (workers < 1) {
      throw new IllegalArgumentException("a pool has at least one worker");
    }
    for (int i = 0; i < workers; i++) {
      threads.add(new Worker("thalweg-worker-" + i));
    }
    threads.forEach(Thread::start);
    timers.setRemoveOnCancelPolicy(true);
    timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  private static Thread timerThread(Runnable work) {
    Thread thread = new Thread(work, "thalweg-timer");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public Timer after(Duration delay, Runnable action) {
    try {
      Future<?> waiting = timers.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> waiting.cancel(false);
    } catch (RejectedExecutionException _) {
      // The pool is closed: nothing runs any more, timers neither.
      return () -> {};
    }
  }

  /// What a query has to run.
  private static final class Queue {
    private final Deque<Steppable> urgent = new ArrayDeque<>();
    private final Deque<Steppable> others = new ArrayDeque<>();

    void add(Steppable task) {
      (task.isUrgent() ? urgent : others).addLast(task);
    }

    Steppable remove() {
      return urgent.isEmpty() ? others.removeFirst() : urgent.removeFirst();
    }

    int size() {
      return urgent.size() + others.size();
    }
  }

  /// One thread of the pool.
  private final class Worker extends Thread {
    private @Nullable Steppable current;

    private Worker(String name) {
      super(name);
      setDaemon(true);
    }

    @Override
    public void run() {
      current = take();
      while (current != null) {
        current.run();
        current = take();
      }
    }
  }

  @Override
  public void submit(Steppable task) {
    lock.lock();
    try {
      Queue queue = queues.get(task.group());
      if (queue == null) {
        queue = new Queue();
        queues.put(task.group(), queue);
        ring.addLast(queue);
      }
      queue.add(task);
      if (!isTakenByCaller(task)) {
        runnable.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Whether the calling worker ends a step of `task` and will take it again itself, because
  /// nothing else is runnable. Waking another worker for it would only move it about.
  private boolean isTakenByCaller(Steppable task) {
    return Thread.currentThread() instanceof Worker worker
        && worker.current == task
        && ring.size() == 1
        && ring.getFirst().size() == 1;
  }

  /// The next task, waiting for one; null when the pool is closed.
  private @Nullable Steppable take() {
    lock.lock();
    try {
      while (!closed && ring.isEmpty()) {
        runnable.awaitUninterruptibly();
      }
      if (closed) {
        return null;
      }
      Queue queue = ring.removeFirst();
      Steppable task = queue.remove();
      if (queue.size() == 0) {
        queues.remove(task.group());
      } else {
        ring.addLast(queue);
      }
      return task;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public BlockingCalls blocking() {
    return WorkerPool::startVirtual;
  }

  private static <T> CompletableFuture<T> startVirtual(Callable<T> call) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("thalweg-blocking")
        .start(
            () -> {
              try {
                result.complete(call.call());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            });
    return result;
  }

  @Override
  public boolean runOne() {
    return false;
  }

  /// Waits until the workers have ended their current steps.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      runnable.signalAll();
    } finally {
      lock.unlock();
    }
    timers.shutdownNow();
    for (Thread thread : threads) {
      joinUninterruptibly(thread);
    }
  }

  private static void joinUninterruptibly(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive() && thread != Thread.currentThread()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
