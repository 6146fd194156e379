/** 中国电信's JSON provinces in the common suite. */

import { telecom } from '../../src/carriers/telecom/connector.ts';
import { connectorSuite } from './connector-suite.ts';
import { naturalIn, stemIn } from './telecom-numbers.ts';

connectorSuite({
  connector: telecom,
  prefix: '/telecom',
  // A code is texted in every province.
  plain: stemIn('江苏'),
  texting: stemIn('辽宁'),
  // All of the sub-dialect, with both forms of dates.
  natural: naturalIn(['辽宁', '吉林', '黑龙江', '上海', '江苏', '山东', '湖北', '四川', '云南', '新疆']),
  cutPageRows: 100,
});
