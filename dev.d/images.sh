# The images of the operator, the command and the examples' worker, by Jib: no container engine is needed.

IMAGE_MODULES=(operator cli examples)

# Leaves a tar in each module's target. Options are Maven's: -Dimage.base= (a JRE to build on; tar:///… needs no network),
# -Dimage.prefix= (what precedes the name), -Dimage.goal=build (pushes instead), -Djib.to.auth.…
images() {
  need_java
  if [ "${1:-}" = --twice ]; then
    images_twice "${@:2}"
    return
  fi
  step "building images"
  maven -q -Pimages -DskipTests -DskipLint package "$@"
  digests "$ROOT"
}

digests() {
  local module
  for module in "${IMAGE_MODULES[@]}"; do
    echo "$module/target/image.tar $(cat "$1/$module/target/jib-image.digest")"
  done
}

# Builds a second time, from a copy of the sources elsewhere, and compares.
images_twice() (
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
  images "$@" > "$scratch/first"
  step "building them again from a copy of the sources"
  mkdir "$scratch/copy"
  tar -C "$ROOT" --exclude=target --exclude=.git -cf - . | tar -C "$scratch/copy" -xf -
  (ROOT=$scratch/copy && images "$@") > "$scratch/second"
  cat "$scratch/second"
  cmp "$scratch/first" "$scratch/second" || die "the images of two builds differ"
)

# Tries the chart and the images on the cluster of KUBECONFIG. IMAGE_LOAD, a command, brings a tar into its nodes, e.g.
# "kind load image-archive" or "minikube image load". IMAGE_BASE, DEV_REDIS_IMAGE and DEV_RABBITMQ_IMAGE name other images
# than the public ones.
verify_cluster() {
  [ -n "${KUBECONFIG:-}" ] && [ -n "${IMAGE_LOAD:-}" ] || die "set KUBECONFIG, and IMAGE_LOAD: see dev.d/images.sh"
  KUBECTL=${KUBECTL:-$(command -v kubectl)} || die "needs kubectl on the PATH"
  export KUBECTL
  local base=()
  [ -z "${IMAGE_BASE:-}" ] || base=("-Dimage.base=$IMAGE_BASE")
  images "${base[@]}"
  local module
  for module in operator examples; do
    step "loading $module/target/image.tar: $IMAGE_LOAD"
    $IMAGE_LOAD "$ROOT/$module/target/image.tar"
  done
  run_java e2e io.jararaca.e2e.cluster.VerifyCluster
}
