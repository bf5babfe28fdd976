//! The names of columns in further languages: Arabic, Persian, Hebrew, Greek, Hungarian, Romanian, Vietnamese, Thai,
//! Indonesian, Hindi, Ukrainian, Croatian, Bulgarian, Slovak and traditional Chinese, and more words of those in
//! [`super::translations`].
//!
//! Sources: the translated headers of helpdesks and of public complaint registers.

use super::{fields::Field, headers::Confidence};

/// As [`super::synonyms::SYNONYMS`].
#[rustfmt::skip]
pub const FURTHER: &[(Field, Confidence, &[&str])] = &[
    (Field::Id, 0.95, &[
        "キー", "お問い合わせ番号", "お問合せ番号", "受付no", "受付id", "案件番号", "課題キー", "レコード番号", "メール番号", "チケットno", "注文番号", "상담 id", "상담 번호", "접수 id",
        "요청 번호", "민원번호", "이슈 번호", "会话id", "工单流水号", "案件编号", "投诉编号", "工单序号", "案件編號", "工單編號", "單號", "案號", "會話id", "№ обращения",
        "№ заявки", "заявка №", "id обращения", "номер заявления", "номер запроса", "номер инцидента", "№ тикета",
        "номер звернення", "номер тікета", "№ звернення", "رقم التذكرة", "رقم الطلب", "رقم البلاغ", "رقم الشكوى", "شماره تیکت",
        "شماره درخواست", "کد پیگیری", "شناسه", "מספר פנייה", "מספר פניה", "מספר קריאה", "מספר בקשה", "αριθμός αιτήματος",
        "αριθμός δελτίου", "κωδικός αιτήματος", "azonosító", "jegyszám", "bejelentés száma", "ügyszám", "număr tichet",
        "nr. tichet", "număr solicitare", "nr. sesizare", "mã phiếu", "mã yêu cầu", "mã ticket", "số phiếu", "เลขที่คำร้อง",
        "หมายเลขตั๋ว", "รหัสเคส", "เลขที่เคส", "รหัส", "no. tiket", "nomor tiket", "id tiket", "nomor pengaduan", "शिकायत संख्या",
        "टिकट संख्या", "पंजीकरण संख्या", "kayıt no", "başvuru no", "çağrı no", "tiketti", "pyyntönumero", "saksnr", "sagsnr.",
        "sagsnr", "n. ticket", "n. segnalazione", "numero reclamacion", "nº de caso", "nº de incidencia", "id da reclamação",
        "číslo incidentu", "číslo požiadavky", "call sid", "call id", "call uuid", "interaction id", "dialog id", "dialogue id",
    ]),
    (Field::Subject, 0.95, &[
        "şikayet konusu", "talep başlığı", "الموضوع", "العنوان", "عنوان التذكرة", "موضوع", "عنوان", "נושא", "כותרת", "θέμα",
        "τίτλος", "tárgy", "rövid leírás", "subiect", "titlu", "subiectul", "tiêu đề", "chủ đề", "หัวข้อ", "เรื่อง", "ชื่อเรื่อง",
        "subjek", "judul", "perihal", "विषय", "शीर्षक", "názov",
    ]),
    (Field::Body, 0.9, &[
        "お申し出内容", "ご意見・ご要望", "お客様の声", "申出内容", "初回メッセージ", "민원내용", "민원 내용", "첫 문의 내용", "고객의 소리", "대화 내용", "首条消息", "工单内容", "陳情內容",
        "投訴內容", "反映內容", "內容", "客户反馈", "反馈内容", "用户反馈", "суть обращения", "сообщение пользователя", "текст сообщения",
        "текст заявки", "содержание обращения", "первое сообщение", "текст звернення", "опис", "повідомлення", "суть звернення",
        "الوصف", "التفاصيل", "الرسالة", "نص الرسالة", "وصف المشكلة", "متن پیام", "توضیحات", "شرح", "پیام", "متن", "תיאור", "תוכן",
        "תיאור הפנייה", "פירוט", "περιγραφή", "μήνυμα", "κείμενο", "περιεχόμενο", "leírás", "üzenet", "bejelentés szövege",
        "tartalom", "descriere", "conținut", "nội dung", "mô tả", "chi tiết", "nội dung phản ánh", "รายละเอียด", "ข้อความ",
        "คำอธิบาย", "เนื้อหา", "deskripsi", "isi keluhan", "keluhan", "isi pengaduan", "pesan", "keterangan", "uraian", "विवरण",
        "शिकायत का विवरण", "संदेश", "şikayet detayı", "talep açıklaması", "správa",
    ]),
    (Field::Status, 0.95, &[
        "対応区分", "チケットステータス", "処理状況", "対応ステータス", "進捗状況", "現在の状態", "티켓 상태", "상담 상태", "접수상태", "處理狀態", "案件狀態", "工單狀態", "会话状态",
        "статус обращения", "статус тикета", "стан", "статус звернення", "الحالة", "حالة التذكرة", "حالة الطلب", "وضعیت",
        "وضعیت تیکت", "סטטוס", "מצב", "סטטוס פנייה", "κατάσταση", "állapot", "státusz", "stare", "stadiu", "trạng thái",
        "tình trạng", "สถานะ", "สถานะคำร้อง", "status tiket", "स्थिति", "वर्तमान स्थिति", "durumu", "son durum", "status ra",
        "situação da reclamação", "stanje", "estado reclamacion", "situación",
    ]),
    (Field::Priority, 0.95, &[
        "긴급도", "優先級", "優先順序", "紧急度", "пріоритет", "الأولوية", "اولویت", "עדיפות", "דחיפות", "προτεραιότητα", "prioritás",
        "fontosság", "prioritate", "mức độ ưu tiên", "độ ưu tiên", "ความสำคัญ", "ระดับความสำคัญ", "ความเร่งด่วน", "prioritas",
        "प्राथमिकता",
    ]),
    (Field::Category, 0.9, &[
        "チケット分類", "お問い合わせ種別", "問い合わせ種別", "問い合わせ分類", "お問合せ区分", "カテゴリー名", "大分類", "分類（大）", "민원유형", "민원 유형", "상담 분류",
        "상담 유형", "咨询分类", "案件類別", "工單分類", "問題類別", "类目", "категорія", "التصنيف", "الفئة", "القسم", "نوع المشكلة", "دپارتمان",
        "دسته بندی", "دسته‌بندی", "بخش", "קטגוריה", "סיווג", "נושא ראשי", "κατηγορία", "témakör", "tip solicitare", "danh mục",
        "loại yêu cầu", "phân loại", "nhóm vấn đề", "ประเภทปัญหา", "หมวดหมู่", "ประเภท", "jenis keluhan", "kategori pengaduan",
        "श्रेणी", "शिकायत श्रेणी",
    ]),
    (Field::Organization, 0.7, &[
        "organization id", "organisation id", "org id", "organization", "company id", "requester account name", "customer account name",
    ]),
    (Field::CustomerName, 0.85, &[
        "リクエスタ", "リクエスター", "ご担当者名", "登録者", "送信者", "差出人", "申出人", "お客様", "ご連絡者", "고객성명", "고객 성명", "민원인", "신청인", "작성자", "신고자", "访客昵称",
        "陳情人", "申請人姓名", "反映人", "客戶姓名", "用户名", "昵称", "客户昵称", "来电人", "контакт", "фио заявителя", "фио клиента", "имя пользователя",
        "клієнт", "заявник", "піб", "піб заявника", "ім'я клієнта", "اسم العميل", "العميل", "مقدم الطلب", "الاسم", "نام مشتری",
        "مشتری", "نام کاربر", "کاربر", "نام و نام خانوادگی", "שם הלקוח", "לקוח", "שם הפונה", "פונה", "שם מלא", "πελάτης",
        "όνομα πελάτη", "ονοματεπώνυμο", "αιτών", "ügyfél neve", "ügyfél", "bejelentő", "ügyfélnév", "név", "nume client",
        "solicitant", "nume și prenume", "tên khách hàng", "khách hàng", "họ tên", "họ và tên", "người yêu cầu", "ชื่อผู้แจ้ง",
        "ผู้แจ้ง", "ชื่อลูกค้า", "ลูกค้า", "ชื่อ-นามสกุล", "nama pelanggan", "pelanggan", "nama pelapor", "pelapor", "pengadu",
        "शिकायतकर्ता का नाम", "शिकायतकर्ता", "नाम", "ग्राहक का नाम", "zadavatel", "ohlásil", "nahlásil", "žiadateľ", "zadávateľ",
        "indmelder", "nome do consumidor", "consumidor", "cliente (completo)", "nombre reclamante", "reclamante",
        "nombre del reclamante", "başvuru sahibi", "şikayet eden",
    ]),
    (Field::Created, 0.95, &[
        "リクエスト日", "受信日時", "受信日", "申出日", "開始日時", "요청됨", "요청 날짜", "요청일", "상담 시작 시각", "접수일자", "생성됨", "문의일시", "会话开始时间", "发表时间", "陳情日期",
        "受理日期", "受理时间", "提交日期", "反馈时间", "評論時間", "создана", "дата поступления", "дата и время создания", "поступило", "дата заявки",
        "дата створення", "створено", "дата звернення", "дата надходження", "تاريخ الإنشاء", "تاريخ الطلب", "تاريخ الفتح",
        "التاريخ", "تاریخ ثبت", "تاریخ ایجاد", "تاریخ", "תאריך פתיחה", "נוצר בתאריך", "תאריך יצירה", "תאריך",
        "ημερομηνία δημιουργίας", "ημερομηνία", "ημερομηνία υποβολής", "létrehozva", "létrehozás dátuma", "bejelentés dátuma",
        "bejelentve", "data creării", "data deschiderii", "data sesizării", "creat la", "ngày tạo", "thời gian tạo",
        "ngày tiếp nhận", "ngày gửi", "วันที่แจ้ง", "วันที่สร้าง", "วันที่รับเรื่อง", "วันที่", "tanggal dibuat", "tanggal",
        "tanggal masuk", "waktu dibuat", "tanggal lapor", "dibuat pada", "दर्ज तिथि", "पंजीकरण तिथि", "दिनांक", "तिथि",
        "başvuru tarihi", "talep tarihi", "şikayet tarihi", "heure de création", "data da reclamação", "fecha alta",
    ]),
    (Field::Updated, 0.9, &[
        "업데이트됨", "업데이트 날짜", "最近更新时间", "最后回复时间", "heure de la dernière mise à jour", "дата оновлення", "оновлено", "تاريخ التحديث",
        "آخر تحديث", "آخرین بروزرسانی", "آخرین به‌روزرسانی", "עודכן בתאריך", "תאריך עדכון", "τελευταία ενημέρωση", "módosítva",
        "utolsó módosítás", "ultima actualizare", "ngày cập nhật", "cập nhật lần cuối", "วันที่อัปเดต", "ปรับปรุงล่าสุด",
        "tanggal diperbarui", "terakhir diperbarui",
    ]),
    (Field::Solved, 0.9, &[
        "対応完了日", "対応完了日時", "상담 종료 시각", "처리완료일", "처리일자", "완료일시", "답변일", "해결됨", "完结时间", "会话结束时间", "結案日期", "办结时间", "結案時間", "закрыта",
        "дата исполнения", "дата выполнения", "решена", "дата закриття", "закрито", "дата вирішення", "تاريخ الإغلاق",
        "تاريخ الحل", "وقت الحل", "تاریخ بسته شدن", "תאריך סגירה", "נסגר בתאריך", "ημερομηνία κλεισίματος", "ημερομηνία επίλυσης",
        "lezárva", "lezárás dátuma", "megoldás dátuma", "data închiderii", "data rezolvării", "ngày đóng", "ngày hoàn thành",
        "ngày giải quyết", "วันที่ปิดงาน", "วันที่เสร็จสิ้น", "วันที่แก้ไข", "tanggal selesai", "tanggal ditutup", "निस्तारण तिथि",
        "समापन तिथि", "datum afgesloten", "afgesloten", "heure de résolution", "heure de fermeture", "çözülme tarihi",
        "fecha cierre",
    ]),
    (Field::Satisfaction, 0.9, &[
        "csat 점수", "만족도 점수", "만족도 평가", "满意度评价", "满意度评分", "评级", "滿意度評分", "оценка клиента", "оцінка", "التقييم", "رضا العميل",
        "امتیاز", "رضایت", "שביעות רצון", "דירוג", "βαθμολογία", "αξιολόγηση", "ικανοποίηση", "elégedettség", "értékelés",
        "evaluare", "satisfacție", "calificativ", "đánh giá", "mức độ hài lòng", "ความพึงพอใจ", "คะแนนความพึงพอใจ", "คะแนน",
        "kepuasan", "penilaian", "rating kepuasan", "रेटिंग", "संतुष्टि", "ocena klienta", "gradimento", "nota do consumidor",
        "résultats de l'enquête", "memnuniyet puanı",
    ]),
    (Field::Tags, 0.9, &[
        "상담 태그", "мітки", "الوسوم", "תגיות", "ετικέτες", "címkék", "etichete", "nhãn", "thẻ", "แท็ก",
    ]),
    (Field::Channel, 0.8, &[
        "접수채널", "문의채널", "джерело", "القناة", "المصدر", "کانال", "ערוץ", "מקור", "κανάλι", "πηγή", "csatorna", "forrás", "sursă",
        "kênh", "nguồn", "ช่องทาง", "aberto via",
    ]),
    (Field::Handle, 0.8, &[
        "実績時間", "会话时长", "處理時長", "temps consacré", "상담 시간", "трудозатраты",
    ]),
    (Field::Other, 0.9, &[
        "対応者", "更新者", "担当", "처리담당자", "상담원", "상담사", "受理人", "受理客服", "接待客服", "承辦人", "客服", "處理人員", "跟进人", "сотрудник", "агент",
        "оператор", "менеджер", "виконавець", "відповідальний", "الوكيل", "الموظف", "المسؤول", "کارشناس", "پشتیبان", "مسئول",
        "נציג", "מטפל", "אחראי", "υπεύθυνος", "χειριστής", "ügyintéző", "felelős", "responsabil", "nhân viên phụ trách",
        "người xử lý", "ผู้รับผิดชอบ", "เจ้าหน้าที่", "petugas", "penanggung jawab", "अधिकारी", "संबंधित अधिकारी",
        "osoba odpowiedzialna", "tramitador", "gestor", "sorumlu personel", "müşteri temsilcisi", "адрес", "адреса", "address",
        "endereço", "dirección", "adresse", "indirizzo", "adres", "adresa", "adress", "osoite", "địa chỉ", "ที่อยู่", "alamat",
        "पता", "住所", "地址", "주소", "telefon", "телефон", "電話番号", "电话", "電話", "전화번호", "điện thoại", "โทรศัพท์", "nomor telepon",
        "فون", "هاتف", "رقم الهاتف", "تلفن", "טלפון", "τηλέφωνο", "telefonszám",
    ]),
    (Field::Status, 0.95, &["stadiul", "стадия", "этап"]),
    (Field::Subcategory, 0.9, &[
        "中分類", "分類(中)", "分類(小)", "子分類", "次分類", "중분류", "세부 유형", "підкатегорія", "פירוט נושא", "υποκατηγορία", "alkategória",
        "subcategorie", "danh mục con", "หมวดหมู่ย่อย", "subkategori", "उप श्रेणी", "التصنيف الفرعي", "زیر دسته",
    ]),
    (Field::CustomerName, 0.7, &["作者", "作者名", "用户昵称", "用戶暱稱", "評論者", "评论者", "投稿者", "닉네임"]),
    (Field::Other, 0.9, &[
        "첫 응답 시간", "평균 응답 시간", "응답 시간", "首次响应时间", "首次响应时长", "平均响应时长", "首次回應時間", "初回応答時間", "平均応答時間",
        "เวลาตอบกลับ", "thời gian phản hồi", "waktu respons", "زمان پاسخ", "وقت الاستجابة", "זמן תגובה", "χρόνος απόκρισης", "timp de răspuns", "válaszidő",
        "время ответа", "время первого ответа", "час відповіді",
    ]),
];
