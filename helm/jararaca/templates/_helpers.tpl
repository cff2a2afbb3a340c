{{- define "jararaca.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Of what has no namespace, or stands in a namespace that other releases use too. */}}
{{- define "jararaca.clusterName" -}}
{{- printf "%s-%s" .Release.Namespace (include "jararaca.fullname" .) -}}
{{- end -}}

{{- define "jararaca.installName" -}}
{{- $name := default .Release.Name .Values.installName -}}
{{- if not (regexMatch "^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$" $name) -}}
{{- fail (printf "the release name %q is no install name: set installName to 1 to 40 lower-case letters, digits and \"-\", a letter or digit at both ends" $name) -}}
{{- end -}}
{{- $name -}}
{{- end -}}

{{/* Takes (list . component). */}}
{{- define "jararaca.selector" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: {{ default $root.Chart.Name $root.Values.nameOverride }}
app.kubernetes.io/instance: {{ $root.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{/* Takes (list . component). */}}
{{- define "jararaca.labels" -}}
{{- $root := index . 0 -}}
{{ include "jararaca.selector" . }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end -}}

{{- define "jararaca.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "jararaca.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- required "serviceAccount.create is false: set serviceAccount.name" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{/* Takes (list image fallbackTag). */}}
{{- define "jararaca.image" -}}
{{- $image := index . 0 -}}
{{- if $image.digest -}}
{{- printf "%s@%s" $image.repository $image.digest -}}
{{- else -}}
{{- printf "%s:%s" $image.repository (default (index . 1) $image.tag) -}}
{{- end -}}
{{- end -}}

{{/* The URL that is written into the chart's own Secret; empty: a Secret of yours has it. Takes (list . "redis" or "rabbitmq"). */}}
{{- define "jararaca.inlineUrl" -}}
{{- $root := index . 0 -}}
{{- $server := index . 1 -}}
{{- $values := index $root.Values $server -}}
{{- $dev := (index $root.Values.dev $server).enabled -}}
{{- $given := 0 -}}
{{- range list $values.url $values.existingSecret.name $dev -}}
{{- if . -}}{{- $given = add1 $given -}}{{- end -}}
{{- end -}}
{{- if ne (int $given) 1 -}}
{{- fail (printf "set exactly one of %s.url, %s.existingSecret.name and dev.%s.enabled" $server $server $server) -}}
{{- end -}}
{{- if $values.url -}}
{{- $values.url -}}
{{- else if and $dev (eq $server "redis") -}}
{{- printf "redis://:%s@%s-dev-redis:6379" (urlquery $root.Values.dev.password) (include "jararaca.fullname" $root) -}}
{{- else if $dev -}}
{{- printf "amqp://jararaca:%s@%s-dev-rabbitmq:5672/" (urlquery $root.Values.dev.password) (include "jararaca.fullname" $root) -}}
{{- end -}}
{{- end -}}

{{/* Name and key of the Secret with a server's URL. Takes (list . "redis" or "rabbitmq"). */}}
{{- define "jararaca.urlSecret" -}}
{{- $root := index . 0 -}}
{{- $server := index . 1 -}}
{{- $values := index $root.Values $server -}}
{{- if include "jararaca.inlineUrl" . -}}
name: {{ include "jararaca.fullname" $root }}-{{ $server }}
key: url
{{- else -}}
name: {{ $values.existingSecret.name }}
key: {{ $values.existingSecret.key }}
{{- end -}}
{{- end -}}

{{/* Where a server's authorities are, as a source of a projected volume; empty: nobody named any. Takes (list . "redis" or "rabbitmq"). */}}
{{- define "jararaca.ca" -}}
{{- $server := index . 1 -}}
{{- $ca := (index (index . 0).Values $server).ca -}}
{{- if and $ca.secret $ca.configMap -}}
{{- fail (printf "set at most one of %s.ca.secret and %s.ca.configMap" $server $server) -}}
{{- end -}}
{{- if or $ca.secret $ca.configMap -}}
{{ ternary "secret" "configMap" (not (empty $ca.secret)) }}:
  name: {{ default $ca.configMap $ca.secret }}
  items:
    - key: {{ $ca.key }}
      path: {{ $server }}/ca.pem
{{- end -}}
{{- end -}}

{{/* Files rather than variables: the kubelet renews them, and each connect reads them anew. */}}
{{- define "jararaca.connections" -}}
name: connections
projected:
  defaultMode: 0440
  sources:
    {{- range $server := list "redis" "rabbitmq" }}
    {{- $secret := include "jararaca.urlSecret" (list $ $server) | fromYaml }}
    - secret:
        name: {{ $secret.name }}
        items:
          - key: {{ $secret.key }}
            path: {{ $server }}/url
    {{- with include "jararaca.ca" (list $ $server) }}
    - {{ . | nindent 6 | trim }}
    {{- end }}
    {{- end }}
{{- end -}}

{{/* What the operator and workers are told alike. */}}
{{- define "jararaca.sharedEnv" -}}
- name: INSTALL_NAME
  value: {{ include "jararaca.installName" . }}
- name: BACKEND_URL_FILE
  value: /etc/jararaca/redis/url
{{- if include "jararaca.ca" (list . "redis") }}
- name: BACKEND_CA_FILE
  value: /etc/jararaca/redis/ca.pem
{{- end }}
- name: BROKER_URL_FILE
  value: /etc/jararaca/rabbitmq/url
{{- if include "jararaca.ca" (list . "rabbitmq") }}
- name: BROKER_CA_FILE
  value: /etc/jararaca/rabbitmq/ca.pem
{{- end }}
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: HEALTH_PORT
  value: "8080"
{{- end -}}

{{/* Pods that Kubernetes' restricted profile admits. */}}
{{- define "jararaca.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "jararaca.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}
