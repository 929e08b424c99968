#pragma once

#include "models/services/noticematrix.h"
#include "models/services/services.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QComboBox;
class QPushButton;

namespace tocsin {

class Banner;
class Label;
class TextTable;

/** Every affected subscription with how far it is told, the most worrying first; filter and export (P9.2). */
class MatrixView : public QWidget
{
    Q_OBJECT

public:
    explicit MatrixView(const UiContext &ui, QWidget *parent = nullptr);
    void showIncident(IncidentId incident);

Q_SIGNALS:
    void noticeWanted(tocsin::NoticeId notice);
    /** What failed is to be sent once more. */
    void retryWanted();

private:
    void take(const QList<MatrixRow> &rows);
    void exportCsv();
    void exportTo(const QString &path);

    UiContext m_ui;
    IncidentId m_incident;
    QList<MatrixRow> m_rows;
    Banner *m_banner;
    Label *m_summary;
    TextTable *m_table;
    QComboBox *m_only;
    QPushButton *m_retry;
    QPushButton *m_export;
};

} // namespace tocsin
