host-conflict = قام شخص آخر بتعديل { $record } قبلكم. لم يُنفَّذ تعديلكم؛ راجعوا ثم أعيدوا.
host-copied = تم النسخ: { $text }
host-gone = { $record } لم يعد موجودا. لم يتغير أي شيء.
host-not-printed = تعذرت كتابة الصفحة: { $detail }. لم يتغير أي شيء.
host-nothing-to-undo = لا يوجد ما يمكنكم التراجع عنه أو إعادته.
host-printed = تمت الكتابة: { $file }
host-redone =
    { $count ->
        [zero] أُعيد: لا شيء
        [one] أُعيد: سجل واحد
        [two] أُعيد: سجلان
        [few] أُعيد: { $count } سجلات
        [many] أُعيد: { $count } سجلا
       *[other] أُعيد: { $count } سجل
    }
host-undone =
    { $count ->
        [zero] تم التراجع: لا شيء
        [one] تم التراجع: سجل واحد
        [two] تم التراجع: سجلان
        [few] تم التراجع: { $count } سجلات
        [many] تم التراجع: { $count } سجلا
       *[other] تم التراجع: { $count } سجل
    }
doctor-term = الطرفية
doctor-term-advice = المتغير TERM غير محدد أو قيمته dumb؛ حددوا نوع طرفيتكم، مثلا xterm-256color.
doctor-size = الحجم
doctor-size-advice = يلزم 60 عمودا و16 سطرا؛ كبروا النافذة.
doctor-utf8 = الترميز
doctor-utf8-advice = الترميز ليس UTF-8؛ حددوا LANG مثلا C.UTF-8.
doctor-color = الألوان
doctor-color-advice = بدون ألوان.
doctor-desk = المكتب
doctor-desk-advice = لا يوجد مكتب بعد؛ أنشئوه بواسطة tansiq init.
doctor-memory = الذاكرة المتاحة
doctor-memory-advice = الذاكرة المتبقية قليلة.
