#pragma once

#include <QWidget>

class QDateTimeEdit;

namespace tocsin {

class Label;

/** A day and a time, local, with the UTC beside it. Never further ahead than the limit. */
class InstantEdit : public QWidget
{
    Q_OBJECT

public:
    /** `name` is what screen readers say. */
    explicit InstantEdit(const QString &name, QWidget *parent = nullptr);

    /** To the minute. Emits nothing. */
    void setMs(qint64 ms);
    /** Milliseconds UTC, on the whole minute. */
    [[nodiscard]] qint64 ms() const;
    /** Nothing later can be entered; rounded up to the next minute. */
    void setLatest(qint64 ms);

Q_SIGNALS:
    void edited();

private:
    void updateUtc();

    QDateTimeEdit *m_edit;
    Label *m_utc;
};

} // namespace tocsin
