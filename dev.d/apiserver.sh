# The Kubernetes API server that tests and demo run: kube-apiserver, etcd and kube-controller-manager in
# $KUBE_API_TEST_DIR/k8s/$KUBE_API_TEST_API_SERVER_VERSION-<os>-<arch>, the layout of fabric8's kube-api-test.
# Those two variables, if set, name binaries that are already there. Else they are got once and cached:
# the published ones where the network allows, else built from the published Go modules.

K8S_MINOR=1.36
K8S_BUILT=1.36.3 # what e2e/apiserver/go.mod names
ENVTEST_INDEX=${ENVTEST_INDEX:-https://raw.githubusercontent.com/kubernetes-sigs/controller-tools/HEAD/envtest-releases.yaml}
K8S_DOWNLOADS=${K8S_DOWNLOADS:-https://dl.k8s.io/release}

platform() {
  local os arch
  os=$(uname -s | tr '[:upper:]' '[:lower:]')
  arch=$(uname -m)
  case "$arch" in x86_64) arch=amd64 ;; aarch64) arch=arm64 ;; esac
  echo "$os-$arch"
}

apiserver_dir() { echo "$KUBE_API_TEST_DIR/k8s/$KUBE_API_TEST_API_SERVER_VERSION-$(platform)"; }
apiserver_is_there() { [ -x "$(apiserver_dir)/kube-apiserver" ] && [ -x "$(apiserver_dir)/etcd" ]; }

need_apiserver() {
  if [ -n "${KUBE_API_TEST_DIR:-}" ] && [ -n "${KUBE_API_TEST_API_SERVER_VERSION:-}" ]; then
    apiserver_is_there || die "no kube-apiserver and etcd in $(apiserver_dir)"
    return
  fi
  export KUBE_API_TEST_DIR=$CACHE/apiserver KUBE_API_TEST_API_SERVER_VERSION
  mkdir -p "$KUBE_API_TEST_DIR/k8s"
  (flock 9; cached_version > /dev/null || get_apiserver) 9> "$KUBE_API_TEST_DIR/.lock"
  KUBE_API_TEST_API_SERVER_VERSION=$(cached_version)
}

cached_version() { # the newest that is complete
  local binary versions=""
  for binary in "$CACHE/apiserver/k8s/$K8S_MINOR".*-"$(platform)"/kube-apiserver; do
    [ ! -x "$binary" ] || versions+="$(basename "$(dirname "$binary")" "-$(platform)")"$'\n'
  done
  [ -n "$versions" ] && sort -V <<< "${versions%$'\n'}" | tail -n 1
}

get_apiserver() {
  download_apiserver || build_apiserver || die "no Kubernetes API server: allow $ENVTEST_INDEX, install Go 1.26 or later,
or set KUBE_API_TEST_DIR and KUBE_API_TEST_API_SERVER_VERSION (see dev.d/apiserver.sh)"
}

# kube-apiserver comes last, here and below: its presence says that the rest is complete.
download_apiserver() (
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
  fetch "$ENVTEST_INDEX" "$scratch/index" 2> /dev/null || return 1
  KUBE_API_TEST_API_SERVER_VERSION=$(grep -oE "envtest-v$K8S_MINOR\.[0-9]+-$(platform)\.tar" "$scratch/index" \
    | grep -oE "$K8S_MINOR\.[0-9]+" | sort -V | tail -n 1) || return 1
  step "downloading the Kubernetes $KUBE_API_TEST_API_SERVER_VERSION API server into $(apiserver_dir)"
  entry=$(grep -F -A 2 "envtest-v$KUBE_API_TEST_API_SERVER_VERSION-$(platform).tar.gz:" "$scratch/index")
  controllers="$K8S_DOWNLOADS/v$KUBE_API_TEST_API_SERVER_VERSION/bin/$(platform | tr - /)/kube-controller-manager"
  fetch "$(sed -n 's/.*selfLink: *//p' <<< "$entry")" "$scratch/archive" \
    && sha512sum --check --status <<< "$(sed -n 's/.*hash: *//p' <<< "$entry")  $scratch/archive" \
    && fetch "$controllers" "$scratch/kube-controller-manager" \
    && fetch "$controllers.sha512" "$scratch/sha512" \
    && sha512sum --check --status <<< "$(cat "$scratch/sha512")  $scratch/kube-controller-manager" \
    && tar -xzf "$scratch/archive" -C "$scratch" --strip-components=2 \
    && chmod 755 "$scratch"/kube* "$scratch/etcd" \
    && mkdir -p "$(apiserver_dir)" \
    && mv "$scratch/kube-controller-manager" "$scratch/kubectl" "$scratch/etcd" "$(apiserver_dir)" \
    && mv "$scratch/kube-apiserver" "$(apiserver_dir)"
)

fetch() { curl --fail --silent --show-error --location --connect-timeout 5 --output "$2" "$1"; }

go_is_new_enough() {
  local version
  version=$(go env GOVERSION 2> /dev/null) || return 1
  version=${version#go1.}
  [ "${version%%[!0-9]*}" -ge 26 ]
}

build_apiserver() {
  go_is_new_enough || return 1
  KUBE_API_TEST_API_SERVER_VERSION=$K8S_BUILT
  step "building the Kubernetes $K8S_BUILT API server from its Go modules, once, into $(apiserver_dir)"
  mkdir -p "$(apiserver_dir)"
  local binary number=0
  for binary in kube-controller-manager kubectl etcd kube-apiserver; do
    number=$((number + 1))
    say "    $number of 4: $binary (all four: some 8 minutes on two cores)"
    go_build "$binary" || return 1
  done
}

go_build() { # a directory of e2e/apiserver
  local version=k8s.io/component-base/version
  local flags="-s -w -X $version.gitVersion=v$K8S_BUILT -X $version.gitMajor=${K8S_BUILT%%.*} -X $version.gitMinor=${K8S_MINOR#*.}"
  local made
  made="$(apiserver_dir)/.$1.incomplete"
  (cd "$ROOT/e2e/apiserver" && CGO_ENABLED=0 nice go build -trimpath -ldflags "$flags" -o "$made" "./$1") \
    && mv "$made" "$(apiserver_dir)/$1"
}

# The machine's own kubectl, else the one that came with the API server.
need_kubectl() {
  KUBECTL=${KUBECTL:-$(command -v kubectl || echo "$(apiserver_dir)/kubectl")}
  [ -x "$KUBECTL" ] || die "needs kubectl on the PATH"
  export KUBECTL
}

need_kubectl_and_apiserver() { # unless the arguments name a cluster
  case " $* " in
    *" --kubeconfig "*) KUBECTL=${KUBECTL:-$(command -v kubectl)} || die "needs kubectl on the PATH"; export KUBECTL ;;
    *) need_apiserver; need_kubectl ;;
  esac
}
