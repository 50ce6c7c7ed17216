# Bakes OpenLaunch into an image: installs it in place of EC2Launch, checks the plan, and schedules it or generalizes Windows:
# either way each start of an instance mends routes, time and activation, and the first runs the whole plan.
# In this folder, with the zip that ../package.sh makes; 'configuration' is your plan, or else the default one:
#   packer init .
#   packer build -var openlaunch_zip=../../artifacts/openlaunch-0.1.0-win-x64.zip [-var configuration=FILE] [-var generalize=true] .
packer {
  required_plugins {
    amazon = {
      source  = "github.com/hashicorp/amazon"
      version = ">= 1.3.0"
    }
  }
}

variable "region" {
  type    = string
  default = "us-east-1"
}

variable "instance_type" {
  type    = string
  default = "t3.large"
}

variable "source_ami_name" {
  type        = string
  description = "The name of Amazon's image to start from."
  default     = "Windows_Server-2022-English-Full-Base-*"
}

variable "openlaunch_zip" {
  type        = string
  description = "The zip that deploy/package.sh makes."
}

variable "configuration" {
  type        = string
  description = "The plan that the image carries."
  default     = "../../config/openlaunch.yml"
}

variable "generalize" {
  type        = bool
  description = "Whether Sysprep generalizes the image, as one for machines that join a domain needs. It takes some minutes more."
  default     = false
}

locals {
  last_call = var.generalize ? "openlaunch.exe sysprep --shutdown" : "openlaunch.exe schedule --per-instance"
}

source "amazon-ebs" "windows" {
  region         = var.region
  instance_type  = var.instance_type
  ami_name       = "windows-openlaunch-{{timestamp}}"
  communicator   = "winrm"
  winrm_username = "Administrator"
  winrm_use_ssl  = true
  winrm_insecure = true
  # Windows lets nobody in with Basic, Packer's usual way, unless it is opened first.
  winrm_use_ntlm = true
  user_data_file = "${path.root}/winrm.txt"

  # Sysprep shuts the instance down itself; Packer then waits for it to stop, and times out when Sysprep failed.
  disable_stop_instance = var.generalize
  shutdown_behavior     = "stop"

  source_ami_filter {
    owners      = ["amazon"]
    most_recent = true
    filters = {
      name                = var.source_ami_name
      root-device-type    = "ebs"
      virtualization-type = "hvm"
    }
  }
}

build {
  sources = ["source.amazon-ebs.windows"]

  provisioner "file" {
    source      = var.openlaunch_zip
    destination = "C:\\Windows\\Temp\\openlaunch.zip"
  }

  provisioner "file" {
    source      = var.configuration
    destination = "C:\\Windows\\Temp\\openlaunch.yml"
  }

  provisioner "powershell" {
    inline = [
      "$ErrorActionPreference = 'Stop'",
      "Expand-Archive C:\\Windows\\Temp\\openlaunch.zip C:\\Windows\\Temp\\openlaunch -Force",
      "& C:\\Windows\\Temp\\openlaunch\\openlaunch.exe validate C:\\Windows\\Temp\\openlaunch.yml",
      "if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }",
      # Two agents would set two passwords, so Amazon's are disabled.
      "& C:\\Windows\\Temp\\openlaunch\\openlaunch.exe install --replace-ec2launch",
      "if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }",
      "Copy-Item C:\\Windows\\Temp\\openlaunch.yml $env:ProgramData\\OpenLaunch\\config\\openlaunch.yml -Force",
      "Remove-Item C:\\Windows\\Temp\\openlaunch.zip, C:\\Windows\\Temp\\openlaunch, C:\\Windows\\Temp\\openlaunch.yml -Recurse",
    ]
  }

  # Routes that travel with the image are what makes it fail in another subnet.
  provisioner "powershell" {
    inline = [
      "& $env:ProgramFiles\\OpenLaunch\\openlaunch.exe repair",
      "exit $LASTEXITCODE",
    ]
  }

  # In an image that is not generalized, what is once per instance is compared with the instance id. The shutdown may cut the
  # connection before the exit code arrives: 16001 and 2300218 are how Packer says that. Nothing can be cleaned up after it.
  provisioner "powershell" {
    inline = [
      "& $env:ProgramFiles\\OpenLaunch\\${local.last_call}",
      "exit $LASTEXITCODE",
    ]
    valid_exit_codes = var.generalize ? [0, 16001, 2300218] : [0]
    skip_clean       = var.generalize
  }
}
