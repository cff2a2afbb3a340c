# What the commands need from the machine: found, else installed by apt where this is root, else named with its remedy.

say() { printf '%s\n' "$*" >&2; }
step() { say "==> $*"; }
die() { say "./dev: $*"; exit 1; }

maven() { (cd "$ROOT" && mvn -B --no-transfer-progress "$@"); }

# Of what Maven prints, the modules as they come, and errors.
how_far() { sed -un 's|^\[INFO\] \(Building .*\[[0-9]*/[0-9]*\]\)$|    \1|p; /^\[ERROR\]/p' >&2; }

can_apt() { [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; }

# Installs packages while a policy keeps their services from starting: ours run on ports of their own.
apt_install() (
  step "installing $* by apt; no service is started"
  policy=/usr/sbin/policy-rc.d
  restore() {
    rm -f "$policy"
    [ ! -e "$policy.before-jararaca" ] || mv "$policy.before-jararaca" "$policy"
  }
  [ ! -e "$policy" ] || mv "$policy" "$policy.before-jararaca"
  trap restore EXIT
  printf '#!/bin/sh\nexit 101\n' > "$policy"
  chmod 755 "$policy"
  apt-get -qq update \
    && DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends "$@" > /dev/null
)

java_home_bin() { if [ -n "${JAVA_HOME:-}" ]; then echo "$JAVA_HOME/bin/"; fi; }

java_release() { # of the compiler that Maven would use; 0 without one
  local version
  version=$("$(java_home_bin)javac" -version 2>&1) || version="javac 0"
  version=${version##*javac }
  echo "${version%%[!0-9]*}"
}

need_java() {
  if [ "$(java_release)" -lt 17 ] && can_apt; then
    apt_install openjdk-17-jdk-headless || apt_install default-jdk-headless || true
    hash -r
  fi
  [ "$(java_release)" -ge 17 ] || die "needs a JDK, 17 or later (JAVA_HOME or on the PATH)"
  if ! command -v mvn > /dev/null && can_apt; then apt_install maven || true; fi
  command -v mvn > /dev/null || die "needs Maven, 3.8 or later"
}

redis_is_new_enough() {
  local version
  version=$(redis-server --version 2> /dev/null | sed -n 's/.* v=\([0-9]*\)\..*/\1/p')
  [ "${version:-0}" -ge 7 ]
}

need_redis() {
  [ -z "${BACKEND_URL:-}" ] || { say "Redis: BACKEND_URL"; return; }
  if ! command -v redis-server > /dev/null && can_apt; then apt_install redis-server || true; fi
  redis_is_new_enough || {
    say "Redis 7 or later is needed: install redis-server, or
  docker run -d --rm -p 6379:6379 redis:7 --appendonly yes --maxmemory-policy noeviction
  export BACKEND_URL=redis://127.0.0.1:6379"
    return 1
  }
}

# Debian's wrapper on the PATH switches user; the script behind it does not.
rabbitmq_script() {
  local script
  for script in "${RABBITMQ_SERVER:-}" /usr/lib/rabbitmq/bin/rabbitmq-server "$(command -v rabbitmq-server)"; do
    [ ! -x "$script" ] || { echo "$script"; return; }
  done
  return 1
}

need_rabbitmq() {
  [ -z "${BROKER_URL:-}" ] || { say "RabbitMQ: BROKER_URL"; return; }
  if ! rabbitmq_script > /dev/null && can_apt; then apt_install rabbitmq-server || true; fi
  RABBITMQ_SERVER=$(rabbitmq_script) || {
    say "RabbitMQ is needed: install rabbitmq-server, or
  docker run -d --rm -p 5672:5672 rabbitmq:3
  export BROKER_URL=amqp://guest:guest@127.0.0.1:5672/%2F"
    return 1
  }
  export RABBITMQ_SERVER
}

# What the Python worker of examples/python needs, in $CACHE/python; JARARACA_PYTHON, if set, names a Python that has it.
need_python() {
  [ -z "${JARARACA_PYTHON:-}" ] || return 0
  local made=$CACHE/python wanted
  wanted=$(sha256sum < "$ROOT/examples/python/requirements.txt")
  [ "$(cat "$made/made-of" 2> /dev/null)" != "$wanted" ] || return 0
  if ! python3 -c 'import ensurepip' 2> /dev/null && can_apt; then apt_install python3 python3-venv || true; fi
  step "getting what the Python worker needs into $made"
  python3 -m venv --clear "$made" \
    && "$made/bin/pip" install --quiet --disable-pip-version-check -r "$ROOT/examples/python/requirements.txt" \
    && printf '%s\n' "$wanted" > "$made/made-of" \
    || die "needs Python 3.9 or later with venv, and pika and redis from PyPI; or set JARARACA_PYTHON"
}

all_needs() {
  step "looking for what the build and its tests need"
  need_java
  need_redis || exit 1
  need_rabbitmq || exit 1
  need_apiserver
  need_kubectl
  need_python
}

# Sets left_out: Maven options that leave out the tests that cannot run here. Takes Maven's options.
leave_out() {
  local option groups=()
  left_out=(-Pimages -Dimage.base=scratch)
  for option in "$@"; do
    case "$option" in
      -o | --offline)
        say "leaving out the tests of images: Maven does not list what is in them under $option. Without it, what is cached needs no network"
        left_out=()
        groups+=(images)
        ;;
    esac
  done
  if [ -n "${BACKEND_URL:-}${BROKER_URL:-}" ]; then
    say "leaving out the tests that kill Redis or RabbitMQ: BACKEND_URL or BROKER_URL names servers of yours"
    groups+=(kills-servers)
  fi
  [ "${#groups[@]}" = 0 ] || left_out+=("-DexcludedGroups=$(IFS=,; echo "${groups[*]}")")
}

# Runs a main class of a module on what build left there.
run_java() { # module, class, arguments
  local class_path
  class_path=$(cat "$ROOT/$1/target/class-path.txt")
  exec "$(java_home_bin)java" "-Djararaca.root=$ROOT" -cp "$ROOT/$1/target/classes:$class_path" "${@:2}"
}
