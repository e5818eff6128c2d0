// Goods that the centre does not take: explosives, flammables, toxic and radioactive goods, firearms and drugs go to the competent authority
// directly. They are known by the words officers use for them; the names are those of the catalogues of hazardous chemicals, of civil explosives,
// and of narcotic and psychotropic drugs.

const WORDS =
  /手枪|步枪|冲锋枪|猎枪|气枪|霰弹枪|火药枪|仿真枪|枪支|枪管|子弹|弹药|弹夹|手榴弹|手雷|地雷|炮弹|炸药|炸弹|雷管|导火索|导爆索|黑火药|烟花|爆竹|鞭炮|汽油|煤油|乙醚|液化石油气|液化气罐|冰毒|甲基苯丙胺|海洛因|大麻|鸦片|罂粟|吗啡|可卡因|摇头丸|麻古|氯胺酮|[kK]粉|芬太尼|美沙酮|依托咪酯|氰化|砒霜|三氧化二砷|毒鼠强|百草枯|放射源|铀矿|\b(pistol|rifle|shotgun|firearm|ammunition|grenade|detonator|explosives?|dynamite|fireworks|petrol|gasoline|methamphetamine|heroin|cannabis|cocaine|ketamine|fentanyl|cyanide)\b/i;
/** With one of these it is something else: a likeness, or what was around it. */
const HARMLESS = /玩具|模型|道具|玩偶|图案|包装|空瓶|空桶|空壳|空罐|油画|海报|书|\b(toy|model|replica|empty|poster|packaging)\b/i;

/** Whether goods of this name are among those that the centre does not take, as far as the name tells. */
export function isDangerous(name: string): boolean {
  return WORDS.test(name) && !HARMLESS.test(name);
}
