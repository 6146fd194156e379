/** What a client says of a subscriber at flow (§3), and what of it must stand in the report, whatever form it was sent in. */

const person = {
  user_name: '张三',
  user_idcard: '990123199003071239',
  user_province: '广东',
  user_city: '广州',
  user_address: '天河区 测试路 1 号 & 2 号',
};

const first = { contact_tel: '13900000001', contact_name: '李四', contact_relationship: '配偶', contact_priority: 1 };
const second = { contact_tel: '13900000002', contact_name: '王五', contact_relationship: '朋友', contact_priority: 2 };

export const about = { uid: 'order-1', user_info: person, user_contact: [first, second] };

/** Everything flat beside `tel`, as a client does that has one form for all; there is room for one contact only. */
export const aboutFlat = { uid: 'order-1', ...person, ...first };

export const told = {
  user_info: person,
  mergency_contact: [
    { format_tel: '13900000001', contact_name: '李四', contact_relationship: '配偶', contact_priority: 1 },
    { format_tel: '13900000002', contact_name: '王五', contact_relationship: '朋友', contact_priority: 2 },
  ],
};
