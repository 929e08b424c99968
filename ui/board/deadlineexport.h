#pragma once

#include "ui/board/deadlineprint.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QCheckBox;
class QPushButton;

namespace tocsin {

class Banner;
class CalendarWriter;
class ChoiceGroup;
class Label;

/** Takes the deadlines that are shown out of the program: a calendar, a PDF, paper. Says who will see what. */
class DeadlineExport : public QWidget
{
    Q_OBJECT

public:
    /** Without a writer there is no calendar to choose. */
    DeadlineExport(const UiContext &ui, CalendarWriter *calendar, QWidget *parent = nullptr);

    /** What would be taken out. */
    void setRows(const QList<ClockRow> &rows);
    /** To the first choice. */
    void focusFirst();
    /** Writes to this file; the dialog's part, and the tests'. */
    void writeTo(const QString &path);

Q_SIGNALS:
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    QWidget *buildButtons();
    void refresh();
    void chooseFile();
    void print();
    [[nodiscard]] bool isCalendar() const;
    [[nodiscard]] DeadlineReport report() const;
    [[nodiscard]] QByteArray calendarBytes() const;
    [[nodiscard]] qsizetype dated() const;

    UiContext m_ui;
    CalendarWriter *m_calendar;
    QList<ClockRow> m_rows;
    Label *m_what = nullptr;
    ChoiceGroup *m_kind = nullptr;
    QCheckBox *m_titles = nullptr;
    Banner *m_warning = nullptr;
    Banner *m_outcome = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_print = nullptr;
};

} // namespace tocsin
