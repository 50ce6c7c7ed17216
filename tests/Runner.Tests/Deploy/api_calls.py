"""Checks calls of AWS APIs with the models that the AWS CLI goes by. Reads a JSON list, writes a line for each fault.

A call has a name, a service, an api, its parameters; selectors that must lead to something in the answer; and the values
that are waited for there.
"""
import json
import re
import sys

import botocore.session
from botocore.validate import ParamValidator


def find(shape, selector):
    """The shape that a selector of the form $.A[0].B leads to."""
    for name, index in re.findall(r"\.(\w+)(\[\d+\])?", selector):
        if name not in shape.members:
            raise ValueError(f"{selector}: the answer has no {name}, but {', '.join(sorted(shape.members))}")
        shape = shape.members[name]
        if (shape.type_name == "list") != bool(index):
            raise ValueError(f"{selector}: {name} is a {shape.type_name}")
        if index:
            shape = shape.member
    return shape


def faults(call, session):
    service = session.get_service_model(call["service"])
    if call["api"] not in service.operation_names:
        yield f"{call['service']} has no {call['api']}"
        return
    operation = service.operation_model(call["api"])
    report = ParamValidator().validate(call["parameters"], operation.input_shape)
    if report.has_errors():
        yield report.generate_report()
    for selector in call["selectors"]:
        try:
            shape = find(operation.output_shape, selector)
        except ValueError as error:
            yield str(error)
            continue
        # EC2's own answer has "windows" where its model has "Windows".
        known = [value.lower() for value in getattr(shape, "enum", [])]
        for value in call["desired"]:
            if known and value.lower() not in known:
                yield f"{selector} is never {value}, but {', '.join(known)}"


session = botocore.session.get_session()
for call in json.load(sys.stdin):
    for fault in faults(call, session):
        print(f"{call['name']}: {fault}")
