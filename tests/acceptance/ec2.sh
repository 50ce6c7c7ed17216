#!/usr/bin/env bash
# Sees OpenLaunch on EC2: makes an image in one subnet and starts it in another, a plain image and a generalized one.
#   ec2.sh PACKAGE.msi [2016|2019|2022|2022-Core|2025 ...]        default: 2022
# Needs the AWS CLI version 2 and zip. Makes a network of its own that nothing can enter, and takes away all that it made, at an
# interrupt too. Ends with 1 when a check failed. docs/acceptance.md says what it starts and what that costs. Settings:
#   MODES="plain sysprep"   TYPE=t3.large   PARALLEL=1   KEEP=1: take nothing away   POLL=30: seconds between two looks
set -euo pipefail
[ $# -gt 0 ] || { sed -n '2,6s/^# //p' "$0" >&2; exit 64; }
here=$(cd "$(dirname "$0")" && pwd)
package=$(realpath "$1")
shift
[ $# -gt 0 ] || set -- 2022
[ -f "$package" ] || { echo "There is no package $package." >&2; exit 66; }
for tool in aws zip shred; do command -v "$tool" > /dev/null || { echo "$tool is not installed." >&2; exit 69; }; done
region=${AWS_REGION:-$(aws configure get region)}
export AWS_REGION=$region AWS_PAGER=
type=${TYPE:-t3.large}
name=openlaunch-acceptance-$(date +%s)-$$
out=$PWD/$name

say() { echo "$(date +%T) $*" >&2; }
ec2() { aws ec2 "$@" --output text; }
tagged() { echo "ResourceType=$1,Tags=[{Key=$name,Value=yes},{Key=Name,Value=$name}]"; }

# All that has the tag, so that what an interrupted command made is found too. The CLI says None where there is nothing.
made() { # what query
  ec2 "describe-$1" --filters "Name=tag-key,Values=$name" --query "$2" | tr '\t' '\n' | grep -v '^None$' || true
}

take_away() {
  local code=$?
  [ -z "${KEEP:-}" ] || { say "left: all that has the tag $name, and the bucket of that name"; exit "$code"; }
  set +e
  trap '' INT TERM
  say 'taking away all that was made'
  jobs -p | xargs -r kill
  local ids id snapshot snapshots vpc
  ids=$(made instances 'Reservations[].Instances[].InstanceId')
  if [ -n "$ids" ]; then
    # shellcheck disable=SC2086 # one word an instance
    ec2 terminate-instances --instance-ids $ids > /dev/null && aws ec2 wait instance-terminated --instance-ids $ids
  fi
  for id in $(made images 'Images[].ImageId'); do
    snapshots=$(ec2 describe-images --image-ids "$id" --query 'Images[].BlockDeviceMappings[].Ebs.SnapshotId')
    ec2 deregister-image --image-id "$id" > /dev/null
    for snapshot in $snapshots; do ec2 delete-snapshot --snapshot-id "$snapshot"; done
  done
  for id in $(made subnets 'Subnets[].SubnetId'); do ec2 delete-subnet --subnet-id "$id"; done
  vpc=$(made vpcs 'Vpcs[].VpcId')
  for id in $(made internet-gateways 'InternetGateways[].InternetGatewayId'); do
    [ -z "$vpc" ] || ec2 detach-internet-gateway --internet-gateway-id "$id" --vpc-id "$vpc"
    ec2 delete-internet-gateway --internet-gateway-id "$id"
  done
  [ -z "$vpc" ] || ec2 delete-vpc --vpc-id "$vpc"
  ec2 delete-key-pair --key-name "$name" > /dev/null
  aws s3 rb --force "s3://$name" > /dev/null
  shred -u "$out/key.pem"
  exit "$code"
}

wait_until() { # minutes, wanted text, command
  local minutes=$1 wanted=$2 got='' look
  shift 2
  for ((look = 0; look < minutes * 2; look++)); do
    got=$("$@" 2> /dev/null) || true
    [[ $got != *"$wanted"* ]] || return 0
    sleep "${POLL:-30}"
  done
  say "after $minutes minutes there is no '$wanted' in '${got: -80}'"
  return 1
}
state_of() { ec2 describe-instances --instance-ids "$1" --query 'Reservations[].Instances[].State.Name'; }
console_of() { ec2 get-console-output --instance-id "$1" --latest --query Output; }
has_password() {
  local data
  data=$(ec2 get-password-data --instance-id "$1" --priv-launch-key "$out/key.pem" --query PasswordData)
  [ -z "$data" ] || [ "$data" = None ] || echo yes
}

make_network() {
  local vpc gateway table prefix block zone zones n subnet
  vpc=$(ec2 create-vpc --cidr-block 10.77.0.0/16 --amazon-provided-ipv6-cidr-block \
    --tag-specifications "$(tagged vpc)" --query Vpc.VpcId)
  gateway=$(ec2 create-internet-gateway --tag-specifications "$(tagged internet-gateway)" \
    --query InternetGateway.InternetGatewayId)
  ec2 attach-internet-gateway --internet-gateway-id "$gateway" --vpc-id "$vpc"
  ipv6_of() { ec2 describe-vpcs --vpc-ids "$1" --query 'Vpcs[0].Ipv6CidrBlockAssociationSet[0].Ipv6CidrBlock'; }
  wait_until 2 /56 ipv6_of "$vpc"
  prefix=$(ipv6_of "$vpc")
  table=$(ec2 describe-route-tables --filters "Name=vpc-id,Values=$vpc" --query 'RouteTables[0].RouteTableId')
  ec2 create-route --route-table-id "$table" --destination-cidr-block 0.0.0.0/0 --gateway-id "$gateway" > /dev/null
  ec2 create-route --route-table-id "$table" --destination-ipv6-cidr-block ::/0 --gateway-id "$gateway" > /dev/null
  read -ra zones < <(ec2 describe-instance-type-offerings --location-type availability-zone \
    --filters "Name=instance-type,Values=$type" --query 'InstanceTypeOfferings[].Location')
  subnets=()
  for n in 1 2; do
    # Of a /56 the last byte before the colons is free.
    case $prefix in *00::/56) block=${prefix%00::/56}0$n::/64 ;; *) block=${prefix%::/56}:$n::/64 ;; esac
    zone=${zones[$((n - 1 < ${#zones[@]} ? n - 1 : 0))]}
    subnet=$(ec2 create-subnet --vpc-id "$vpc" --cidr-block "10.77.$n.0/24" --ipv6-cidr-block "$block" \
      --availability-zone "$zone" --tag-specifications "$(tagged subnet)" --query Subnet.SubnetId)
    ec2 modify-subnet-attribute --subnet-id "$subnet" --map-public-ip-on-launch
    ec2 modify-subnet-attribute --subnet-id "$subnet" --assign-ipv6-address-on-creation
    subnets+=("$subnet")
  done
}

upload() {
  mkdir "$out/package"
  cp -r "$here/Accept.ps1" "$here/checks" "$here/boot.yml" "$here/image.yml" "$out/package"
  cp "$package" "$out/package/openlaunch.msi"
  (cd "$out/package" && zip -q -r ../package.zip .)
  aws s3 mb "s3://$name" > /dev/null
  aws s3 cp --only-show-errors "$out/package.zip" "s3://$name/package.zip"
  url=$(aws s3 presign "s3://$name/package.zip" --expires-in 43200 --endpoint-url "https://s3.$region.amazonaws.com")
}

start() { # image, subnet, user data, options
  local image=$1 subnet=$2 userdata=$3
  shift 3
  ec2 run-instances --image-id "$image" --subnet-id "$subnet" --user-data "file://$userdata" --instance-type "$type" \
    --key-name "$name" --instance-initiated-shutdown-behavior stop \
    --metadata-options HttpTokens=required,HttpEndpoint=enabled,HttpProtocolIpv6=enabled \
    --tag-specifications "$(tagged instance)" "$(tagged volume)" --query 'Instances[0].InstanceId' "$@"
}

# A task does it, not the script of user data itself: that ends with the agent, which is replaced meanwhile.
builder_script() { # mode
  cat << SCRIPT
<powershell>
[Net.ServicePointManager]::SecurityProtocol = 'Tls12'
\$ProgressPreference = 'SilentlyContinue'
New-Item C:\\accept -ItemType Directory | Out-Null
Invoke-WebRequest -UseBasicParsing '$url' -OutFile C:\\accept\\package.zip
Expand-Archive C:\\accept\\package.zip C:\\accept
\$file = '-NoProfile -ExecutionPolicy Bypass -File C:\\accept\\Accept.ps1'
\$accept = \$file + ' -Stage Prepare -Mode $1 -Msi C:\\accept\\openlaunch.msi'
\$action = New-ScheduledTaskAction -Execute powershell.exe -Argument \$accept
Register-ScheduledTask openlaunch-prepare -Action \$action -User 'NT AUTHORITY\\SYSTEM' -RunLevel Highest | Out-Null
Start-ScheduledTask openlaunch-prepare
</powershell>
SCRIPT
}

accept_one() { # version, mode
  local version=$1 mode=$2 kind=Full log=$out/$1-$2 base image builder instance
  [[ $version != *-Core ]] || kind=Core
  base=$(aws ssm get-parameters --output text --query 'Parameters[0].Value' \
    --names "/aws/service/ami-windows-latest/Windows_Server-${version%-Core}-English-$kind-Base")
  builder_script "$mode" > "$log.builder-script"
  printf '<powershell>\nC:\\accept\\Accept.ps1 -Stage Verify -Mode %s -Work C:\\accept\\verify\n</powershell>\n' "$mode" \
    > "$log.verify-script"

  say "$version $mode: an image is made from $base"
  builder=$(start "$base" "${subnets[0]}" "$log.builder-script")
  wait_until 90 stopped state_of "$builder"
  console_of "$builder" > "$log.builder-console" || true
  image=$(ec2 create-image --instance-id "$builder" --name "$name-$version-$mode" \
    --tag-specifications "$(tagged image)" "$(tagged snapshot)")
  wait_until 60 available ec2 describe-images --image-ids "$image" --query 'Images[].State'

  say "$version $mode: $image is started in the other subnet"
  instance=$(start "$image" "${subnets[1]}" "$log.verify-script" \
    --block-device-mappings 'DeviceName=/dev/sda1,Ebs={VolumeSize=40,DeleteOnTermination=true}' \
    'DeviceName=xvdf,Ebs={VolumeSize=8,DeleteOnTermination=true}')
  wait_until 45 'ACCEPT end' console_of "$instance" || true
  console_of "$instance" > "$log.console" || true
  # The lines of both stages. What never arrived is a failure of its own.
  sed -n 's/.*ACCEPT //p' "$log.builder-console" "$log.console" | tr -d '\r' | grep -v '^end$' > "$log.result" || true
  grep -q 'ACCEPT end' "$log.console" ||
    echo 'FAIL Agent | the instance tells of its checks | its console does not' >> "$log.result"
  if wait_until 5 yes has_password "$instance"; then
    echo 'PASS WindowsLocalAccounts | get-password-data decrypts the password of the console' >> "$log.result"
  else
    echo 'FAIL WindowsLocalAccounts | get-password-data decrypts the password of the console | got nothing' >> "$log.result"
  fi
  ec2 terminate-instances --instance-ids "$builder" "$instance" > /dev/null
  say "$version $mode: $(grep -c ^PASS "$log.result") pass, $(grep -c ^FAIL "$log.result") fail"
}

await_one() { # process, version, mode
  wait "$1" && return
  say "$2 $3 broke off"
  echo "FAIL Agent | $2 $3 is seen to its end | it broke off" >> "$out/$2-$3.result"
}

mkdir "$out"
trap take_away EXIT
trap 'exit 130' INT TERM
ec2 create-key-pair --key-name "$name" --key-type rsa --query KeyMaterial > "$out/key.pem"
chmod 600 "$out/key.pem"
upload
make_network
# Each in a shell of its own, which ends where something fails; a condition would let it go on.
under_way=()
for version; do
  for mode in ${MODES:-plain sysprep}; do
    accept_one "$version" "$mode" &
    if [ -n "${PARALLEL:-}" ]; then under_way+=("$! $version $mode"); else await_one "$!" "$version" "$mode"; fi
  done
done
for one in ${under_way[@]+"${under_way[@]}"}; do
  read -r process version mode <<< "$one"
  await_one "$process" "$version" "$mode"
done
for result in "$out"/*.result; do printf '\n%s\n' "== $(basename "$result" .result)"; cat "$result"; done
! grep -q ^FAIL "$out"/*.result
