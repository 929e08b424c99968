#pragma once

#include "models/domain/notice.h"

#include <QTableWidget>

namespace tocsin {

/** What happened to a notice: each step with who, when, whose decision, the words, and the text it was about (P9.7). */
class NoticeHistory : public QTableWidget
{
    Q_OBJECT

public:
    explicit NoticeHistory(QWidget *parent = nullptr);

    void setSteps(const QList<NoticeStepRow> &steps);
};

} // namespace tocsin
