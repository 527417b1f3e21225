package io.thalweg.exec.aggregate.continuous;

import io.thalweg.core.data.Bits;
import java.util.Arrays;
import java.util.Objects;

/// What holds of each group, a bit each: whether it is dead, whether it has changed since the last
/// snapshot, and whether a restore would find it. Used by one task.
final class GroupMarks {
  private long[] dead = {};
  private long[] changed = {};

  /// The groups that a restore would find: only their end has to be told of.
  private long[] saved = {};

  private int deadCount;

  /// Makes room for so many groups.
  void ensure(int count) {
    int words = Bits.words(count);
    if (dead.length < words) {
      dead = Arrays.copyOf(dead, Math.max(words, 2 * dead.length));
      changed = Arrays.copyOf(changed, dead.length);
      saved = Arrays.copyOf(saved, dead.length);
    }
  }

  void clear() {
    dead = new long[0];
    changed = new long[0];
    saved = new long[0];
    deadCount = 0;
  }

  boolean isDead(int group) {
    return Bits.get(dead, group);
  }

  int deadCount() {
    return deadCount;
  }

  /// One bit per group; not to be written to.
  long[] dead() {
    return dead;
  }

  void change(int group) {
    Bits.set(changed, group);
  }

  void bury(int group) {
    if (!Bits.get(dead, group)) {
      Bits.set(dead, group);
      deadCount++;
    }
  }

  void revive(int group) {
    if (Bits.get(dead, group)) {
      Bits.clear(dead, group);
      deadCount--;
    }
  }

  /// Whether it has rows, or the next snapshot has to tell of its end.
  boolean isNeeded(int group) {
    return !Bits.get(dead, group) || (Bits.get(changed, group) && Bits.get(saved, group));
  }

  /// The groups that are not dead.
  long[] living(int count) {
    long[] living = new long[Bits.words(count)];
    for (int i = 0; i < living.length; i++) {
      living[i] = ~dead[i];
    }
    return living;
  }

  /// Groups that have changed, without those that came and went since the last snapshot.
  long[] changes(int count) {
    long[] changes = new long[Bits.words(count)];
    for (int i = 0; i < changes.length; i++) {
      changes[i] = changed[i] & (~dead[i] | saved[i]);
    }
    return changes;
  }

  /// A snapshot begins.
  ///
  /// @param full whether it holds all groups, whatever those before held
  void beginSnapshot(boolean full) {
    forgetChanges();
    if (full) {
      Arrays.fill(saved, 0);
    }
  }

  void forgetChanges() {
    Arrays.fill(changed, 0);
  }

  /// A snapshot has told of the group as it is.
  void save(int group) {
    if (Bits.get(dead, group)) {
      Bits.clear(saved, group);
    } else {
      Bits.set(saved, group);
    }
  }

  /// The marks of the groups `kept`, in this order.
  GroupMarks pick(int[] kept) {
    GroupMarks picked = new GroupMarks();
    picked.dead = pick(dead, kept);
    picked.changed = pick(changed, kept);
    picked.saved = pick(saved, kept);
    picked.deadCount = Bits.count(picked.dead, kept.length);
    return picked;
  }

  private static long[] pick(long[] bits, int[] kept) {
    return Objects.requireNonNull(Bits.gather(bits, kept, kept.length));
  }

  long sizeInBytes() {
    return 8L * (dead.length + changed.length + saved.length);
  }
}
