#pragma once

#include <QStringList>
#include <QWidget>

class QHBoxLayout;

namespace tocsin {

class ElidedLabel;

/** "Also open: Ada, Eve", with their initials; takes no room when nobody else is there. */
class PresenceBar : public QWidget
{
    Q_OBJECT

public:
    explicit PresenceBar(QWidget *parent = nullptr);

    void setNames(const QStringList &names);
    [[nodiscard]] const QStringList &names() const { return m_names; }

private:
    QStringList m_names;
    QHBoxLayout *m_avatars;
    ElidedLabel *m_text;
};

} // namespace tocsin
