# Finds a JDK 21 or newer and exports JAVA_HOME. Sourced by ./mvnw and ./efollowup, so that both
# work where the default `java` is older. Order: JAVA_HOME, the java on the PATH, the usual folders.

efollowup_jdk_major() {
  [ -f "$1/release" ] && [ -x "$1/bin/javac" ] || { echo 0; return; }
  sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9]*\).*/\1/p' "$1/release" | head -n 1
}

efollowup_find_jdk() {
  local candidate major best="" best_major=0 on_path
  if [ -n "${JAVA_HOME:-}" ]; then
    major=$(efollowup_jdk_major "$JAVA_HOME")
    if [ "${major:-0}" -ge 21 ]; then export JAVA_HOME; return 0; fi
  fi
  on_path=$(command -v javac 2>/dev/null || true)
  [ -n "$on_path" ] && on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for candidate in "$on_path" /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$candidate" ] && [ -d "$candidate" ] || continue
    major=$(efollowup_jdk_major "$candidate")
    if [ "${major:-0}" -ge 21 ] && [ "$major" -gt "$best_major" ]; then
      best=$candidate; best_major=$major
    fi
  done
  if [ -z "$best" ]; then
    echo "E-Followup needs a JDK 21 or newer and found none. Install one (Debian: apt-get install openjdk-21-jdk, or Temurin 21 or 25) or point JAVA_HOME at it." >&2
    return 1
  fi
  export JAVA_HOME=$best
}
efollowup_find_jdk
