# Bakes OpenLaunch into an image: installs it in place of EC2Launch, checks the plan, and generalises with Sysprep.
#   packer init . && packer build -var openlaunch_zip=openlaunch-win-x64.zip .
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
  default     = "openlaunch.yml"
}

source "amazon-ebs" "windows" {
  region         = var.region
  instance_type  = var.instance_type
  ami_name       = "windows-openlaunch-{{timestamp}}"
  communicator   = "winrm"
  winrm_username = "Administrator"
  winrm_use_ssl  = true
  winrm_insecure = true
  user_data_file = "winrm.txt"

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

  # Routes that travel with the image are what makes it fail in another subnet. The image is not generalized: what is once per
  # instance is compared with the instance id. For images that join a domain, generalize them with Windows' own sysprep.
  provisioner "powershell" {
    inline = [
      "& $env:ProgramFiles\\OpenLaunch\\openlaunch.exe repair",
      "if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }",
      "& $env:ProgramFiles\\OpenLaunch\\openlaunch.exe schedule",
      "exit $LASTEXITCODE",
    ]
  }
}
