/** 中国电信's GBK provinces in the common suite. */

import { telecom } from '../../src/carriers/telecom/connector.ts';
import { connectorSuite } from './connector-suite.ts';
import { naturalIn, stemIn } from './telecom-numbers.ts';

connectorSuite({
  connector: telecom,
  prefix: '/telecom',
  // A code is texted in every province.
  plain: stemIn('浙江'),
  texting: stemIn('湖南'),
  // All six of the sub-dialect, then the rest of the HTML ones.
  natural: naturalIn(['浙江', '安徽', '江西', '湖南', '海南', '重庆', '西藏', '陕西', '甘肃', '青海', '宁夏']),
  cutPageRows: 100,
});
