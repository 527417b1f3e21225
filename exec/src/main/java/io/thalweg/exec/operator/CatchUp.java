package io.thalweg.exec.operator;

/// The question whether everything that sources had when it was asked has been handed out. One
/// object per question; sources answer it by [Epochs#caughtUp].
public final class CatchUp {}
