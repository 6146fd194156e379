/** 中国电信's HTML provinces in the common suite. */

import { telecom } from '../../src/carriers/telecom/connector.ts';
import { connectorSuite } from './connector-suite.ts';
import { naturalIn, stemIn } from './telecom-numbers.ts';

connectorSuite({
  connector: telecom,
  prefix: '/telecom',
  // A code is texted in every province.
  plain: stemIn('河南'),
  texting: stemIn('北京'),
  // Two thirds of the sub-dialect; the others are in telecom-gbk.test.ts.
  natural: naturalIn(['北京', '天津', '河北', '山西', '内蒙古', '福建', '河南', '广东', '广西', '贵州']),
  cutPageRows: 50,
});
