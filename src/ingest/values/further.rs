//! Words for states and priorities in further languages: Arabic, Persian, Hebrew, Greek, Hungarian, Romanian, Vietnamese,
//! Thai, Indonesian, Hindi, Ukrainian and Slovak, and more of others.

use crate::model::ticket::{Priority, TicketState};

/// As [`super::STATES`].
#[rustfmt::skip]
pub(super) const STATES: &[(TicketState, &[&str])] = &[
    (TicketState::Open, &[
        "未処理", "新着", "受付", "受付済み", "返信処理中", "対応待ち", "未着手", "着手", "調査中", "열림", "접수완료", "접수됨", "진행", "처리대기", "미처리", "待受理", "开启",
        "解决中", "受理中", "待分配", "處理中", "待處理", "未處理", "進行中", "новая", "новое", "открыта", "открытое", "открытый", "на исполнении",
        "в процессе", "принято", "зарегистрировано", "новий", "нове", "відкрито", "відкритий", "відкрита", "в роботі", "у роботі",
        "в процесі", "مفتوحة", "مفتوح", "جديد", "جديدة", "قيد المعالجة", "قيد التنفيذ", "جاري العمل", "باز", "جدید",
        "در حال بررسی", "در حال انجام", "درحال بررسی", "פתוח", "פתוחה", "חדש", "חדשה", "בטיפול", "בתהליך", "inceleniyor",
        "işleme alındı", "yeni kayıt", "w realizacji", "w trakcie realizacji", "nowa", "otwarta", "przyjęte", "řeší se", "nová",
        "otevřená", "přijato", "v realizaci", "otvorené", "otvorený", "rieši sa", "v riešení", "nyitott", "új", "folyamatban",
        "megnyitva", "ανοιχτό", "ανοικτό", "νέο", "σε εξέλιξη", "ανοιχτή", "deschis", "nou", "în lucru", "în curs", "deschisă",
        "mới", "đang xử lý", "đang mở", "mở", "tiếp nhận", "เปิด", "ใหม่", "กำลังดำเนินการ", "รอดำเนินการ", "รับเรื่องแล้ว",
        "terbuka", "baru", "diproses", "sedang diproses", "dalam proses", "खुला", "प्रक्रियाधीन", "नया", "registrerat",
        "registrerad", "under arbete", "under arbeid", "åpent", "registrert", "under arbejde", "igangværende", "oprettet",
        "avattu", "kesken", "geregistreerd", "aangemeld", "em atendimento", "não respondida", "não respondido", "em análise",
        "in lavorazione", "preso in carico", "en trámite", "en proceso", "en gestión", "en traitement", "nouvelle", "ouverte",
    ]),
    (TicketState::Pending, &[
        "待機中", "確認待ち", "お客様回答待ち", "返信待ち", "顧客確認中", "대기 중", "보류 중", "보류중", "고객 응답 대기", "已挂起", "等待客户回复", "待补充", "待補件", "待回复",
        "待客户确认", "в ожидании", "ожидает ответа", "ожидает напоминания", "ждёт клиента", "ждет клиента", "отложено", "отложена",
        "очікує", "очікує відповіді", "в очікуванні", "відкладено", "قيد الانتظار", "معلقة", "معلق", "بانتظار العميل",
        "در انتظار پاسخ مشتری", "در انتظار", "ממתין", "ממתין ללקוח", "בהמתנה", "müşteri bekleniyor", "oczekuje na klienta",
        "wstrzymany", "zawieszone", "čeká na zákazníka", "odloženo", "čaká", "čaká na zákazníka", "pozastavené", "várakozik",
        "függőben", "ügyfélre vár", "σε αναμονή", "εκκρεμεί", "în așteptare", "în aşteptare", "suspendat", "chờ khách hàng",
        "đang chờ", "tạm dừng", "chờ xử lý", "รอลูกค้า", "รอข้อมูล", "พักไว้", "menunggu pelanggan", "menunggu", "tertunda",
        "लंबित", "väntar på svar", "väntar på kund", "vilande", "venter på kunde", "venter på svar", "satt på vent",
        "afventer kunde", "afventer svar", "odottaa asiakasta", "odottaa vastausta", "wacht op aanmelder", "wacht op klant",
        "wachtend", "parado", "aguardando cliente", "réplica do consumidor", "in attesa cliente", "in attesa di risposta",
        "sospeso", "pendiente de cliente", "pendiente cliente", "a la espera", "en attente du client", "suspendu",
        "odottaa asiakkaan vastausta", "en attente de réponse", "in attesa del cliente", "in afwachting van klant",
        "warten auf antwort", "wartet auf kunde", "wartet auf kunden", "esperando cliente", "aguardando resposta",
        "czeka na klienta",
    ]),
    (TicketState::Done, &[
        "対応完了", "対応済", "対応不要", "処理済み", "処理済", "終了", "返信済み", "クローズ済み", "解決済", "종료됨", "답변완료", "답변 완료", "상담종료", "처리됨", "해결 완료",
        "해결완료", "已完结", "已办结", "已處理", "已处理", "已结案", "已結案", "已回覆", "已回复", "已解決", "已關閉", "已驳回", "已取消", "结束", "закрытое", "закрыта",
        "закрытый", "закрыта успешно", "закрыта неуспешно", "завершена", "завершено", "завершён", "исполнено", "решена",
        "отклонено", "сделка успешна", "вирішено", "закрито", "закритий", "виконано", "вирішений", "تم الحل", "مغلقة", "مغلق",
        "محلولة", "منتهية", "تم الإغلاق", "مكتمل", "بسته", "بسته شده", "بسته شد", "پاسخ داده شده", "پاسخ داده شد", "حل شده",
        "טופל", "סגור", "סגורה", "נסגר", "הושלם", "נפתר", "çözümlendi", "kapandı", "sonuçlandı", "rozwiązany",
        "zrealizowane", "zrealizowany", "zamknięta", "anulowane", "vyřešen", "vyřešena", "uzavřen", "uzavřena", "zavřeno",
        "dokončeno", "zrušeno", "vyriešené", "vyriešený", "uzavreté", "uzavretý", "zatvorené", "megoldva", "lezárva", "lezárt",
        "megoldott", "kész", "elutasítva", "επιλύθηκε", "κλειστό", "έκλεισε", "ολοκληρώθηκε", "λύθηκε", "rezolvat", "închis",
        "finalizat", "soluționat", "đã giải quyết", "đã đóng", "hoàn thành", "đã xử lý", "đã hoàn thành", "đóng", "เสร็จสิ้น",
        "ปิดงาน", "ปิด", "ดำเนินการแล้ว", "แก้ไขแล้ว", "ปิดแล้ว", "selesai", "ditutup", "terselesaikan", "tutup", "निस्तारित",
        "बंद", "हल", "समाप्त", "avslutat", "åtgärdat", "klart", "ferdig behandlet", "afsluttet", "afvist", "peruttu", "afgesloten",
        "gereed", "afgemeld", "afgerond", "respondida", "respondido", "avaliada", "avaliado", "resolvida", "fechada", "encerrada",
        "risolta", "chiusa", "annullato", "archivada", "tramitada", "résolue", "fermée", "clôturée", "traité",
    ]),
];

/// As [`super::PRIORITIES`].
#[rustfmt::skip]
pub(super) const PRIORITIES: &[(Priority, &[&str])] = &[
    (Priority::Urgent, &[
        "非常紧急", "критичний", "терміновий", "критична", "термінова", "عاجل", "عاجلة", "حرجة", "فوری", "بحرانی", "דחוף", "דחופה",
        "קריטית", "sürgős", "kritikus", "επείγον", "επείγουσα", "κρίσιμη", "urgentă", "critică", "khẩn cấp", "ด่วน", "เร่งด่วน",
        "ด่วนมาก", "mendesak", "darurat", "अत्यावश्यक", "çok acil", "akut", "kiireinen", "最高",
    ]),
    (Priority::High, &[
        "매우 높음", "высокая", "високий", "висока", "عالية", "زیاد", "بالا", "גבוהה", "magas", "υψηλή", "ridicată", "înaltă", "cao",
        "สูง", "tinggi", "उच्च", "p2 hoog",
    ]),
    (Priority::Normal, &[
        "средняя", "обычная", "середній", "середня", "звичайний", "متوسطة", "متوسط", "רגילה", "בינונית", "közepes", "normál",
        "κανονική", "μεσαία", "medie", "normală", "trung bình", "ปานกลาง", "กลาง", "sedang", "मध्यम", "stredná", "p3 normaal",
        "一般",
    ]),
    (Priority::Low, &[
        "низкая", "низький", "низька", "منخفضة", "کم", "پایین", "נמוכה", "alacsony", "χαμηλή", "scăzută", "thấp", "ต่ำ", "rendah",
        "निम्न", "nízka", "p4 laag", "最低",
    ]),
];
